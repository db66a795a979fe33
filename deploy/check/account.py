"""
As much of Lambda, AppConfig and CloudFormation as it takes to see which deployments publish a version, and which fail for it.

https://docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html: nothing is published where code and configuration are those of the
last version; AWS::Lambda::Version fails then.
"""

import json

from checks import UNVERSIONED
from cloudformation import Deployment


class VersionExists(Exception):
    """A version for this Lambda function exists ( N ). Modify the function to create a new version."""


class Account:
    """
    One stack and its function. Nowhere is it written whether AppConfig counts on from a number that was deleted, so both can be tried; nor
    whether a rollback deletes the version that it replaced, so none is: kept, it is in the way.
    """

    def __init__(self, numbers_are_used_again):
        self.numbers_are_used_again = numbers_are_used_again
        self.published, self.highest_number = [], 0
        self.content = self.number = self.version = None

    def deploy(self, template, parameters, code="a.zip", rolled_back=False, retain_except_on_create=False):
        """How many versions it publishes. The last is a flag of CloudFormation's ExecuteChangeSet: what is new goes in a rollback."""
        deployment = Deployment(template, parameters, f"s3://artifacts/{code}")
        before = self.content, self.number, self.version, self.highest_number
        published = len(self.published)
        try:
            self._update(deployment)
        except VersionExists:
            rolled_back = True
            raise
        finally:
            if rolled_back:
                # Versions are retained. AppConfig's is deleted.
                if retain_except_on_create:
                    del self.published[published:]
                self.content, self.number, self.version, highest = before
                if self.numbers_are_used_again:
                    self.highest_number = highest
        return len(self.published) - published

    def _update(self, deployment):
        content = deployment.properties("ConfigurationVersion")["Content"]
        if content != self.content:
            self.highest_number += 1
            self.content, self.number = content, self.highest_number
        ((name, version),) = deployment.of_type("AWS::Lambda::Version").items()
        # Another logical id is another resource, and a description that has changed replaces it.
        described = name, self._numbered(version["Properties"]["Description"])
        if described != self.version:
            function = {k: v for k, v in deployment.properties("Function").items() if k not in UNVERSIONED}
            self._publish(self._numbered(function))
            self.version = described

    def _numbered(self, properties):
        return json.dumps(properties, sort_keys=True).replace("{ConfigurationVersion.VersionNumber}", str(self.number))

    def _publish(self, function):
        if self.published and self.published[-1] == function:
            raise VersionExists(len(self.published))
        self.published.append(function)
