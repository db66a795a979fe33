"""What a linter cannot know about template.yaml. Each function fails with an AssertionError on a deployment that breaks it."""

import json
import re

from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER
from cloudformation import ROOT, Deployment, accepts, assignments, references
from metrics import assert_exists, matches
from stages import SAMPLES

LANGUAGES = {f"GET /gigs-connect-button.{language}.js" for language in "de es fr it nl pl pt tr".split()}
MODULES = {"GET /modules/{module}", "GET /gigs-connect-button.js", "GET /gigs-connect-button-element.js", "GET /gigs-connect-return.js"}
OPEN_ROUTES = MODULES | LANGUAGES
API_ROUTES = {"POST /connectSessions": "CreateScopes", "GET /connectSessions/{id}": "RetrieveScopes", "PATCH /connectSessions/{id}": "UpdateScopes"}
# What Lambda needs of a role to put a function into a VPC: AWS's AWSLambdaVPCAccessExecutionRole, less the log.
NETWORK = {
    "*": {"DescribeNetworkInterfaces", "DescribeSubnets"},
    "arn:aws:ec2:eu-central-1:*:*/*": {"CreateNetworkInterface", "DeleteNetworkInterface", "AssignPrivateIpAddresses", "UnassignPrivateIpAddresses"},
}
UNVERSIONED = {"ReservedConcurrentExecutions", "Tags"}


def every_condition_can_be_true_and_false(deployment):
    template = deployment.template
    evaluator = object.__new__(type(deployment))
    evaluator.definitions, evaluator.conditions, evaluator.transformed = template["Parameters"], template["Conditions"], template
    for name, condition in template["Conditions"].items():
        read = sorted(references(condition, template["Conditions"]) & template["Parameters"].keys())
        outcomes = set()
        for evaluator.parameters in assignments(template, read, SAMPLES):
            outcomes.add(evaluator.condition(name))
        assert outcomes == {True, False}, f"{name} is always {outcomes}"


def every_parameter_is_described_bounded_and_grouped(deployment):
    interface = deployment.template["Metadata"]["AWS::CloudFormation::Interface"]
    grouped = [name for group in interface["ParameterGroups"] for name in group["Parameters"]]
    assert sorted(grouped) == sorted(deployment.definitions), "each parameter stands in one group"
    assert interface["ParameterLabels"].keys() == deployment.definitions.keys(), "each parameter has a label"
    for name, definition in deployment.definitions.items():
        assert re.fullmatch(r"[A-Z].{20,}[.)]", definition.get("Description", ""), re.S), f"{name} is not described"
        if definition["Type"] == "Number":
            assert "AllowedValues" in definition or {"MinValue", "MaxValue"} <= definition.keys(), f"{name} has no bounds"
        elif "AllowedValues" not in definition:
            pattern = definition.get("AllowedPattern", "")
            assert re.fullmatch(r"\^\(.+\)\$", pattern), f"{name} has no anchored pattern"
            assert "ConstraintDescription" in definition, f"{name} does not say what it takes"
            assert not accepts(definition, "\x00"), f"{name} takes anything"
        assert accepts(definition, SAMPLES.get(name, str(definition.get("Default")))), f"{name} refuses a good value"


def every_parameter_is_explained_once_in_the_guide(deployment):
    rows = [line.split("|") for line in (ROOT / "docs/deployment.md").open()]
    explained = [name for row in rows if len(row) == 5 for name in re.findall(r"`([A-Z]\w+)`", row[1])]
    assert sorted(explained) == sorted(deployment.definitions), set(explained) ^ deployment.definitions.keys()


def every_alarm_and_widget_watches_a_metric_that_exists(deployment):
    for name, alarm in deployment.of_type("AWS::CloudWatch::Alarm").items():
        properties = alarm["Properties"]
        watched = [m["MetricStat"]["Metric"] for m in properties.get("Metrics", []) if "MetricStat" in m] or [properties]
        for metric in watched:
            dimensions = {d["Name"]: d["Value"] for d in metric.get("Dimensions", [])}
            assert_exists(deployment, metric["Namespace"], metric["MetricName"], dimensions)
        assert properties["TreatMissingData"] == "notBreaching" or not properties.get("AlarmActions"), f"{name} alarms where nobody calls"
    widgets = [widget["properties"] for widget in dashboard(deployment)["widgets"]]
    for row in (row for widget in widgets for row in widget.get("metrics", [])):
        if isinstance(row[0], str):
            namespace, name, *rest = (part for part in row if isinstance(part, str))
            assert_exists(deployment, namespace, name, dict(zip(rest[::2], rest[1::2])))
        else:
            namespace, dimension, name = re.search(r'{"([^"]+)",(\w+)} MetricName="(\w+)"', row[0]["expression"]).groups()
            assert_exists(deployment, namespace, name, {dimension: "any"})


def dashboard(deployment):
    (found,) = deployment.of_type("AWS::CloudWatch::Dashboard").values()
    return json.loads(found["Properties"]["DashboardBody"])


def alarms(deployment):
    return deployment.of_type("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm")


def every_alarm_reaches_an_encrypted_topic(deployment):
    topic = deployment.parameters["AlarmTopicArn"] or "{AlarmTopic}"
    rules = [alarm["Properties"]["AlarmRule"] for alarm in deployment.of_type("AWS::CloudWatch::CompositeAlarm").values()]
    for name, alarm in alarms(deployment).items():
        told = [] if any(f'ALARM("{{{name}}}")' in rule for rule in rules) else [topic]
        assert alarm["Properties"].get("AlarmActions", []) == told, f"{name} tells nobody, or is a part that tells somebody"
    if topic == "{AlarmTopic}":
        assert deployment.properties("AlarmTopic").get("KmsMasterKeyId") == "{AlarmKey.Arn}", "AWS's own key shuts CloudWatch out"
        statements = deployment.properties("AlarmKey")["KeyPolicy"]["Statement"]
        service = [s for s in statements if s["Principal"] == {"Service": "cloudwatch.amazonaws.com"}]
        assert [set(s["Action"]) for s in service] == [{"kms:Decrypt", "kms:GenerateDataKey*"}], "CloudWatch cannot use the key"
        publishers = deployment.properties("AlarmTopicPolicy")["PolicyDocument"]["Statement"]
        assert any(
            s["Effect"] == "Allow" and s["Principal"] == {"Service": "cloudwatch.amazonaws.com"} and s["Action"] == "sns:Publish" for s in publishers
        ), "CloudWatch cannot publish"


def every_alarm_is_in_the_runbook(deployment):
    runbook = (ROOT / "docs/operations.md").read_text()
    headings = {re.sub(r"[^a-z0-9 -]", "", h.lower()).replace(" ", "-") for h in re.findall(r"^#+ (.+)$", runbook, re.M)}
    for name, alarm in alarms(deployment).items():
        anchor = re.search(r"docs/operations\.md#([a-z-]+)$", alarm["Properties"]["AlarmDescription"])
        assert anchor and anchor[1] in headings, f"{name} leads nowhere in the runbook"


def only_the_open_routes_need_no_token(deployment):
    routes = {r["Properties"]["RouteKey"]: r["Properties"] for r in deployment.of_type("AWS::ApiGatewayV2::Route").values()}
    assert routes.keys() == API_ROUTES.keys() | OPEN_ROUTES, f"the routes are {sorted(routes)}"
    authorized = ("CUSTOM", "{LambdaAuthorizer}") if deployment.parameters["AuthorizerFunctionArn"] else ("JWT", "{Authorizer}")
    for key, route in routes.items():
        assert route["Target"] == "integrations/{Integration}", f"{key} leads elsewhere"
        if key in OPEN_ROUTES:
            assert route["AuthorizationType"] == "NONE", f"{key} asks for a token"
            continue
        assert (route.get("AuthorizationType"), route.get("AuthorizerId")) == authorized, f"{key} needs no token"
        scopes = [scope for scope in deployment.parameters[API_ROUTES[key]].split(",") if scope]
        assert route.get("AuthorizationScopes", []) == scopes, f"{key} asks for other scopes"


def the_authorizer_checks_tokens_of_the_issuer_or_asks_the_function_that_was_given(deployment):
    parameters, function = deployment.parameters, deployment.parameters["AuthorizerFunctionArn"]
    authorizers = deployment.of_type("AWS::ApiGatewayV2::Authorizer")
    assert authorizers.keys() == {"LambdaAuthorizer" if function else "Authorizer"}, "the other authorizer, or both"
    (authorizer,) = (a["Properties"] for a in authorizers.values())
    permissions = deployment.of_type("AWS::Lambda::Permission").keys() - {"ApiPermission"}
    assert authorizer["ApiId"] == "{Api}"
    if not function:
        assert authorizer["AuthorizerType"] == "JWT" and authorizer["IdentitySource"] == ["$request.header.Authorization"]
        assert authorizer["JwtConfiguration"] == {"Issuer": parameters["JwtIssuer"], "Audience": parameters["JwtAudiences"].split(",")}
        assert not permissions, "somebody may invoke something"
        return
    assert authorizer["AuthorizerType"] == "REQUEST" and "AuthorizerCredentialsArn" not in authorizer
    assert authorizer["AuthorizerPayloadFormatVersion"] == "2.0" and authorizer.get("EnableSimpleResponses") is True
    path = f"lambda:path/2015-03-31/functions/{function}/invocations"
    assert authorizer["AuthorizerUri"] == f"arn:aws:apigateway:eu-central-1:{path}", "another function"
    assert authorizer["IdentitySource"] == [parameters["AuthorizerIdentitySource"], "$context.routeKey"], "an answer is kept for other calls"
    assert authorizer["AuthorizerResultTtlInSeconds"] == parameters["AuthorizerCacheSeconds"], "API Gateway's own default is not 0"
    assert permissions == {"AuthorizerPermission"}
    assert deployment.properties("AuthorizerPermission") == {
        "Action": "lambda:InvokeFunction",
        "FunctionName": function,
        "Principal": "apigateway.amazonaws.com",
        "SourceArn": "arn:aws:execute-api:eu-central-1:111122223333:{Api}/authorizers/{LambdaAuthorizer}",
    }, "API Gateway may not invoke it, or somebody else may"


def callers_are_checked_in_exactly_one_way(deployment):
    jwt = {"JwtIssuer": SAMPLES["JwtIssuer"], "JwtAudiences": SAMPLES["JwtAudiences"]}
    function = {"AuthorizerFunctionArn": SAMPLES["AuthorizerFunctionArn"]}
    neither = dict.fromkeys([*jwt, *function, *API_ROUTES.values()], "")
    for given, refusal in [
        (jwt, None),
        (jwt | {"JwtAudiences": "shop"}, None),
        (jwt | {"CreateScopes": "connect:create"}, None),
        (function, None),
        ({}, "Nothing would check callers"),
        ({"JwtAudiences": "shop"}, "Nothing would check callers"),
        ({"JwtIssuer": jwt["JwtIssuer"]}, "JwtIssuer needs JwtAudiences"),
        (jwt | {"JwtAudiences": "shop,"}, "JwtIssuer needs JwtAudiences"),
        (jwt | {"JwtAudiences": ",shop"}, "JwtIssuer needs JwtAudiences"),
        (jwt | function, "in place of JwtIssuer and JwtAudiences"),
        (function | {"JwtIssuer": jwt["JwtIssuer"]}, "in place of JwtIssuer and JwtAudiences"),
        (function | {"JwtAudiences": "shop"}, "in place of JwtIssuer and JwtAudiences"),
        *((function | {scopes: "connect:create"}, "checks no scopes") for scopes in API_ROUTES.values()),
    ]:
        assert_refused(deployment, neither | given, refusal)


def an_authorizer_may_be_a_version_and_keeps_answers_by_a_header_alone(deployment):
    function = "arn:aws:lambda:eu-central-1:111122223333:function:shop-authorizer"
    for arn in ["", function, f"{function}:live", f"{function}:42", function.replace("arn:aws:", "arn:aws-cn:")]:
        assert accepts(deployment.definitions["AuthorizerFunctionArn"], arn), f"{arn} is refused"
    for arn in ["shop-authorizer", f"{function}:$LATEST", f"{function}:", f"{function}:*", f"{function}/invocations", "arn:aws:lambda:*:*:function:*"]:
        assert not accepts(deployment.definitions["AuthorizerFunctionArn"], arn), f"{arn} is taken"
    for source in ["$request.header.Authorization", "$request.header.Cookie", "$request.header.x-session"]:
        assert accepts(deployment.definitions["AuthorizerIdentitySource"], source), f"{source} is refused"
    for source in ["", "Authorization", "$request.querystring.token", "$context.routeKey", "$request.header.*", "$request.header.a,$request.header.b"]:
        assert not accepts(deployment.definitions["AuthorizerIdentitySource"], source), f"{source} is taken"
    assert deployment.definitions["AuthorizerCacheSeconds"]["Default"] == 0, "answers are kept where nobody asked for it"


def a_lambda_authorizer_that_fails_sets_an_alarm_off(deployment):
    alarms = {name for name, alarm in deployment.of_type("AWS::CloudWatch::Alarm").items() if alarm["Properties"].get("MetricName") == "AuthorizerFailures"}
    assert bool(alarms) == bool(deployment.parameters["AuthorizerFunctionArn"]), f"the alarms are {alarms}"
    for pattern in (deployment.properties("AuthorizerFailuresFilter")["FilterPattern"] for _ in alarms):
        format_ = json.loads(deployment.properties("ApiStage")["AccessLogSettings"]["Format"])
        for status, integration_status, counted in [("500", "-", True), ("500", "200", False), ("502", "200", False), ("403", "-", False), ("401", "-", False)]:
            known = {"$context.status": status, "$context.integrationStatus": integration_status}
            line = {name: known.get(variable, "-") for name, variable in format_.items()}
            assert matches(pattern, line) is counted, f"{status} with {integration_status} is counted, or is not"


def only_exact_origins_may_call(deployment):
    cors = deployment.properties("Api")["CorsConfiguration"]
    assert cors["AllowOrigins"] == deployment.parameters["AllowedOrigins"].split(",")
    assert cors["AllowCredentials"] is False, "a page may use a cookie of another site"
    assert not any("*" in value for values in cors.values() if isinstance(values, list) for value in values), "a wildcard in CORS"
    for origin in ["*", "https://*", "https://*.example.com", "http://shop.example.com", "https://shop.example.com/", "https://a.com/b", "null", ""]:
        assert not accepts(deployment.definitions["AllowedOrigins"], origin), f"{origin} is let in"


def the_api_passes_requests_to_the_alias_within_limits(deployment):
    integration, function = deployment.properties("Integration"), deployment.properties("Function")
    assert integration["PayloadFormatVersion"] == "2.0" and integration["IntegrationUri"] == "{Function.Alias}".replace(".Alias", "Aliaslive")
    assert 6 < function["Timeout"] < integration["TimeoutInMillis"] / 1000 <= 30, "each waits longer than whom it calls"
    stage, limits = deployment.properties("ApiStage"), deployment.parameters
    default, create = stage["DefaultRouteSettings"], stage["RouteSettings"]["POST /connectSessions"]
    assert (default["ThrottlingRateLimit"], default["ThrottlingBurstLimit"]) == (limits["RateLimit"], limits["BurstLimit"])
    assert (create["ThrottlingRateLimit"], create["ThrottlingBurstLimit"]) == (limits["CreateRateLimit"], limits["CreateBurstLimit"])
    permission = deployment.properties("ApiPermission")
    assert permission["Principal"] == "apigateway.amazonaws.com" and "{Api}/" in permission["SourceArn"], "somebody else may invoke"


def the_access_log_is_one_line_of_json_without_secrets(deployment):
    settings = deployment.properties("ApiStage")["AccessLogSettings"]
    assert settings["DestinationArn"] == "{AccessLogGroup.Arn}" and "\n" not in settings["Format"]
    variables = set(json.loads(settings["Format"]).values())
    assert {"$context.authorizer.error", "$context.integrationLatency", "$context.integrationErrorMessage", "$context.routeKey"} <= variables
    for variable in variables:
        assert re.fullmatch(r"\$context\.[A-Za-z.]+", variable), f"{variable} is no variable"
        assert not re.search(r"(?i)querystring|path$|\.claims|header|body|authorization|authorizer\.(?!error$)", variable), f"{variable} tells too much"


def the_function_runs_as_designed(deployment):
    function, parameters = deployment.properties("Function"), deployment.parameters
    assert function["Runtime"] == "provided.al2023" and function["Timeout"] == 15
    assert function["Architectures"] == [parameters["Architecture"]] and function["MemorySize"] == parameters["MemorySize"]
    assert function["TracingConfig"] == {"Mode": "Active"}
    assert function["LoggingConfig"]["LogFormat"] == "JSON" and function["LoggingConfig"]["LogGroup"] == "{FunctionLogGroup}"
    assert function["LoggingConfig"]["ApplicationLogLevel"] == "INFO", "the line of a request is INFO"
    assert function["Environment"]["Variables"]["DISABLE_SIGNAL_HANDLERS"] == "true"
    variables = function["Environment"]["Variables"]
    assert (variables["CONNECT_TOKEN_TTL"], variables["CONNECT_TOKEN_MAX_STALE"]) == (parameters["TokenTtl"], parameters["TokenMaxStale"])
    for group in deployment.of_type("AWS::Logs::LogGroup").values():
        assert group["Properties"]["RetentionInDays"] == parameters["LogRetentionDays"]
        assert group["Properties"].get("KmsKeyId", "") == parameters["LogsKmsKeyArn"]
    reserved = parameters["ReservedConcurrency"]
    assert function.get("ReservedConcurrentExecutions", "-1") == reserved, "reserved concurrency"
    provisioned = deployment.properties("FunctionAliaslive").get("ProvisionedConcurrencyConfig", {}).get("ProvisionedConcurrentExecutions", "0")
    assert provisioned == parameters["ProvisionedConcurrency"], "provisioned concurrency"


def an_email_counts_only_by_its_own_claim(deployment):
    variables, parameters = deployment.properties("Function")["Environment"]["Variables"], deployment.parameters
    assert variables["CONNECT_CALLER_EMAIL_CLAIM"] == parameters["EmailClaim"]
    assert variables.get("CONNECT_CALLER_EMAIL_VERIFIED_CLAIM", "") == parameters["EmailVerifiedClaim"], "another claim, or an empty one"
    for email, verified, deployed in [("email", "", True), ("email", "mail_ok", True), ("mail", "mail_ok", True), ("mail", "", False), ("Email", "", False)]:
        try:
            Deployment(deployment.template, parameters | {"EmailClaim": email, "EmailVerifiedClaim": verified})
            refusal = ""
        except ValueError as e:
            refusal = str(e)
        assert ("needs EmailVerifiedClaim" in refusal) is not deployed, f"EmailClaim={email} with EmailVerifiedClaim={verified}: {refusal}"


def claims_may_have_a_namespace(deployment):
    for name in ("UserClaim", "EmailClaim", "EmailVerifiedClaim"):
        for claim in ("email_verified", "custom:email_ok", "https://shop.example/email_verified"):
            assert accepts(deployment.definitions[name], claim), f"{name} refuses {claim}"
        for claim in ("a b", "a,b", "a\nb", "${a}", "a" * 129):
            assert not accepts(deployment.definitions[name], claim), f"{name} takes {claim}"
    assert not accepts(deployment.definitions["UserClaim"], "") and not accepts(deployment.definitions["EmailClaim"], "")


def the_roles_allow_what_is_called_and_nothing_else(deployment):
    secret = deployment.parameters["SecretArn"] or "{TokenSecret}"
    key = deployment.parameters["SecretKmsKeyArn"]
    allowed = {
        "FunctionRole": {
            ("logs:CreateLogStream", "{FunctionLogGroup.Arn}"),
            ("logs:PutLogEvents", "{FunctionLogGroup.Arn}"),
            ("xray:PutTraceSegments", "*"),
            ("xray:PutTelemetryRecords", "*"),
            ("secretsmanager:GetSecretValue", secret),
        }
        | ({("kms:Decrypt", key)} if key else set())
        | ({(f"ec2:{action}", resource) for resource, actions in NETWORK.items() for action in actions} if deployment.parameters["SubnetIds"] else set()),
        "DeploymentRole": {
            (f"lambda:{action}", resource)
            for action in ("GetAlias", "UpdateAlias", "GetProvisionedConcurrencyConfig")
            for resource in ("{Function.Arn}", "{Function.Arn}:*")
        }
        | {("cloudwatch:DescribeAlarms", "*")},
    }
    assert deployment.of_type("AWS::IAM::Role").keys() == allowed.keys(), "there are other roles"
    assert not deployment.of_type("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy"), "there are other policies"
    assert deployment.properties("Function")["Role"] == "{FunctionRole.Arn}"
    for name, role in deployment.of_type("AWS::IAM::Role").items():
        properties, granted = role["Properties"], set()
        assert "ManagedPolicyArns" not in properties, f"{name} has a policy of AWS"
        assert properties.get("PermissionsBoundary", "") == deployment.parameters["PermissionsBoundaryArn"], f"{name} has no boundary"
        for statement in (s for p in properties["Policies"] for s in p["PolicyDocument"]["Statement"]):
            if statement["Effect"] == "Deny":
                continue
            assert statement["Effect"] == "Allow"
            actions, resources = (v if isinstance(v, list) else [v] for v in (statement["Action"], statement["Resource"]))
            granted |= {(action, resource) for action in actions for resource in resources}
            if "kms:Decrypt" in actions:
                condition = statement["Condition"]["StringEquals"]
                assert condition["kms:ViaService"] == "secretsmanager.eu-central-1.amazonaws.com"
                assert condition["kms:EncryptionContext:SecretARN"] == secret
        assert granted == allowed[name], f"{name}: {granted ^ allowed[name]}"


def the_function_joins_a_vpc_with_both_subnets_and_security_groups_or_stays_out(deployment):
    parameters = deployment.parameters
    given = {name: parameters[name].split(",") for name in ("SubnetIds", "SecurityGroupIds") if parameters[name]}
    assert deployment.properties("Function").get("VpcConfig", {}) == given, "another network"
    subnets, groups = SAMPLES["SubnetIds"], SAMPLES["SecurityGroupIds"]
    for network, refusal in [
        (("", ""), None),
        ((subnets, groups), None),
        ((subnets, f"{groups},sg-12345678"), None),
        ((subnets, ""), "SubnetIds needs SecurityGroupIds"),
        (("", groups), "SecurityGroupIds needs SubnetIds"),
        ((subnets, f"{groups},"), "SubnetIds needs SecurityGroupIds"),
        ((f",{subnets}", groups), "SecurityGroupIds needs SubnetIds"),
    ]:
        assert_refused(deployment, dict(zip(("SubnetIds", "SecurityGroupIds"), network)), refusal)


def the_code_of_the_function_may_do_nothing_to_the_network(deployment):
    statements = [s for p in deployment.properties("FunctionRole")["Policies"] for s in p["PolicyDocument"]["Statement"]]
    denied = [s for s in statements if s["Effect"] == "Deny"]
    assert len(denied) == bool(deployment.parameters["SubnetIds"]), "a denial too many, or none"
    for statement in denied:
        assert set(statement["Action"]) == {f"ec2:{action}" for actions in NETWORK.values() for action in actions}, "some of it is allowed"
        assert statement["Resource"] == "*"
        ours = {"lambda:SourceFunctionArn": "arn:aws:lambda:eu-central-1:111122223333:function:*"}
        assert statement.get("Condition") == {"ArnLike": ours}, "Lambda could not put it into the VPC, or the code is let through"


def the_way_out_is_the_proxy_and_the_authorities_that_were_given(deployment):
    parameters, function = deployment.parameters, deployment.properties("Function")
    variables = function["Environment"]["Variables"]
    host, past, files = (parameters[name] for name in ("ProxyHost", "NonProxyHosts", "TrustedCertificates"))
    expected = {"QUARKUS_PROXY_HOST": host, "QUARKUS_PROXY_PORT": parameters["ProxyPort"]} if host else {}
    expected |= {"QUARKUS_PROXY_NON_PROXY_HOSTS": past.replace(",", "|")} if past else {}
    expected |= {"QUARKUS_TLS_UPSTREAM_TRUST_STORE_PEM_CERTS": files} if files else {}
    # The registry's own default is 1.3 alone.
    expected |= {"QUARKUS_REST_CLIENT_TLS_CONFIGURATION_NAME": "upstream", "QUARKUS_TLS_UPSTREAM_PROTOCOLS": "TLSv1.3,TLSv1.2"} if files else {}
    network = {name: value for name, value in variables.items() if re.match("QUARKUS_(PROXY|TLS|REST_CLIENT)_", name)}
    assert network == expected, network.items() ^ expected.items()
    assert function.get("Layers", []) == [layer for layer in [parameters["TrustLayerArn"]] if layer], "another layer"
    none = {"ProxyHost": "", "NonProxyHosts": "", "TrustedCertificates": "", "TrustLayerArn": ""}
    for given, refusal in [
        ({}, None),
        ({"ProxyHost": "10.0.0.8"}, None),
        ({"TrustedCertificates": "/var/task/company.pem"}, None),
        ({"NonProxyHosts": "api.gigs.com"}, "needs ProxyHost"),
        ({"TrustLayerArn": SAMPLES["TrustLayerArn"]}, "TrustedCertificates has to name one"),
    ]:
        assert_refused(deployment, none | given, refusal)


def a_proxy_is_a_host_alone_and_a_certificate_a_file(deployment):
    for name, good, bad in [
        ("ProxyHost", ["", "proxy", "10.0.0.8"], ["http://proxy", "me:pw@proxy", "proxy:3128", "a|b", "-a", "a b", "${a}"]),
        ("NonProxyHosts", ["", "*.example.com", "a.example,10.0.0.8"], ["*", "a|b", "https://a", "a*.example", "*.*.example"]),
        ("TrustedCertificates", ["", "/opt/ca.pem", "/opt/a/b.crt,/var/task/ca.pem"], ["ca.pem", "/opt/../x", "/opt", "/tmp/ca.pem", "/opt/a b", "/opt//a"]),
    ]:
        for value in good:
            assert accepts(deployment.definitions[name], value), f"{name} refuses {value}"
        for value in bad:
            assert not accepts(deployment.definitions[name], value), f"{name} takes {value}"


def assert_refused(deployment, given, refusal):
    try:
        Deployment(deployment.template, deployment.parameters | given)
        refused = ""
    except ValueError as e:
        refused = str(e)
    assert (refusal or "") in refused and bool(refused) is bool(refusal), f"{given}: {refused}"


def a_secret_of_the_stack_outlives_it_and_is_never_overwritten(deployment):
    made = deployment.of_type("AWS::SecretsManager::Secret")
    assert bool(made) == (deployment.parameters["SecretArn"] == "")
    for secret in made.values():
        assert secret["DeletionPolicy"] == secret["UpdateReplacePolicy"] == "Retain"
        assert not {"SecretString", "GenerateSecretString", "Name"} & secret["Properties"].keys(), "an update could put a value over the token"
        assert secret["Properties"].get("KmsKeyId", "") == deployment.parameters["SecretKmsKeyArn"]


def function_description(deployment):
    return deployment.properties("Function")["Description"]


def whatever_configures_a_version_publishes_one(deployment):
    template = deployment.template
    function = {k: v for k, v in deployment.transformed["Resources"]["Function"]["Properties"].items() if k not in UNVERSIONED}
    conditions, parameters = template["Conditions"], template["Parameters"].keys()
    configuring = references(function, conditions) & parameters
    content = references(template["Resources"]["ConfigurationVersion"]["Properties"]["Content"], conditions) & parameters
    assert content == configuring, f"published or not by mistake: {content ^ configuring}"
    ((name, version),) = deployment.of_type("AWS::Lambda::Version").items()
    text = "text " + name.removeprefix("FunctionVersion")
    assert text in deployment.properties("ConfigurationVersion")["Content"].splitlines(), f"the function's text has changed: it is now {text}"
    assert {"{ConfigurationVersion.VersionNumber}", deployment.parameters["Release"]} <= set(re.split(r"[ ()]", function_description(deployment)))
    assert version["Properties"]["Description"] == "Configuration {ConfigurationVersion.VersionNumber}"
    assert version["DeletionPolicy"] == version["UpdateReplacePolicy"] == "Retain", "there is nothing to roll back to"
    for type_, property_ in [("AWS::Lambda::Version", "Description"), ("AWS::AppConfig::HostedConfigurationVersion", "Content")]:
        schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", type_).schema
        assert f"/properties/{property_}" in schema["createOnlyProperties"], f"a change of {property_} does not replace the {type_}"


def a_deployment_watches_the_new_version_alone(deployment):
    group = deployment.properties("FunctionDeploymentGroup")
    assert group["DeploymentConfigName"] == "CodeDeployDefault.Lambda" + deployment.parameters["DeploymentType"]
    assert group["AutoRollbackConfiguration"]["Enabled"] and "DEPLOYMENT_STOP_ON_ALARM" in group["AutoRollbackConfiguration"]["Events"]
    assert group["ServiceRoleArn"] == "{DeploymentRole.Arn}"
    names = [alarm["Name"].strip("{}") for alarm in group["AlarmConfiguration"]["Alarms"]]
    assert {f"NewVersion{what}Alarm" for what in ("Errors", "Failures", "Latency", "Upstream")} == set(names), "something does not roll back"
    (version,) = deployment.of_type("AWS::Lambda::Version")
    for name in names:
        watched = [q["MetricStat"]["Metric"] for q in deployment.properties(name).get("Metrics", []) if "MetricStat" in q] or [deployment.properties(name)]
        versions = [d["Value"] for m in watched for d in m.get("Dimensions", []) if d["Name"] in ("ExecutedVersion", "Version")]
        assert set(versions) == {"{%s.Version}" % version}, f"{name} would forbid the deployment that repairs the old version"
    _assert_acyclic(deployment.transformed)


def _assert_acyclic(template):
    waits = {name: references(resource, {}) & template["Resources"].keys() for name, resource in template["Resources"].items()}
    for name, resource in template["Resources"].items():
        after = resource.get("DependsOn", [])
        waits[name] |= {after} if isinstance(after, str) else set(after)
    while ready := [name for name, others in waits.items() if not others]:
        for name in ready:
            del waits[name]
        for others in waits.values():
            others -= set(ready)
    assert not waits, f"wait for one another: {sorted(waits)}"


def a_custom_domain_replaces_the_address_of_aws(deployment):
    made, existing, key = (deployment.parameters[name] for name in ("DomainName", "ExistingDomainName", "ApiMappingKey"))
    domain = made or existing
    assert deployment.properties("Api")["DisableExecuteApiEndpoint"] is bool(domain)
    mappings = [mapping["Properties"] for mapping in deployment.of_type("AWS::ApiGatewayV2::ApiMapping").values()]
    mapping = {"ApiId": "{Api}", "Stage": "{ApiStage}", "DomainName": "{Domain}" if made else existing} | ({"ApiMappingKey": key} if key else {})
    assert mappings == ([mapping] if domain else []), f"mapped otherwise: {mappings}"
    assert len(deployment.of_type("AWS::ApiGatewayV2::DomainName")) == bool(made)
    assert len(deployment.of_type("AWS::Route53::RecordSetGroup")) == bool(made and deployment.parameters["HostedZoneId"])
    url = f"https://{domain}" + (f"/{key}" if key else "") if domain else "{Api.ApiEndpoint}"
    assert deployment.outputs["ApiUrl"] == url and deployment.outputs["ButtonUrl"] == f"{url}/gigs-connect-button.js"
    assert ("DomainTarget" in deployment.outputs) is bool(made)
    for made in deployment.of_type("AWS::ApiGatewayV2::DomainName").values():
        (configuration,) = made["Properties"]["DomainNameConfigurations"]
        assert configuration["SecurityPolicy"] == "TLS_1_2" and configuration["CertificateArn"] == deployment.parameters["CertificateArn"]


def there_is_at_most_one_custom_domain_and_a_path_only_on_one(deployment):
    made = {name: SAMPLES[name] for name in ("DomainName", "CertificateArn")}
    existing = {"ExistingDomainName": SAMPLES["ExistingDomainName"]}
    key, zone = {"ApiMappingKey": "connect"}, {"HostedZoneId": SAMPLES["HostedZoneId"]}
    neither = dict.fromkeys([*made, *existing, *key, *zone], "")
    for given, refusal in [
        ({}, None),
        (made, None),
        (made | key | zone, None),
        (existing, None),
        (existing | key, None),
        (made | existing, "in place of DomainName"),
        (existing | {"CertificateArn": made["CertificateArn"]}, "has its certificate"),
        (existing | zone, "needs DomainName"),
        (key, "needs DomainName or ExistingDomainName"),
        ({"DomainName": made["DomainName"]}, "needs CertificateArn"),
    ]:
        assert_refused(deployment, neither | given, refusal)
    for path in ("connect", "connect/v1", "shop_1/connect.v1"):
        assert accepts(deployment.definitions["ApiMappingKey"], path), f"{path} is refused"
    for path in ("/connect", "connect/", "a//b", "a b", "{proxy+}", "?a", "a/b/c/d/e"):
        assert not accepts(deployment.definitions["ApiMappingKey"], path), f"{path} is taken"


def everything_is_tagged(deployment):
    untagged = {"AWS::AppConfig::Application", "AWS::AppConfig::ConfigurationProfile", "AWS::CodeDeploy::Application"}
    untagged |= {"AWS::CodeDeploy::DeploymentGroup", "AWS::CloudWatch::Dashboard"}
    for name, resource in deployment.resources.items():
        schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", resource["Type"]).schema
        if "Tags" in schema["properties"] and resource["Type"] not in untagged:
            tags = resource["Properties"].get("Tags", {})
            tags = tags if isinstance(tags, dict) else {tag["Key"]: tag["Value"] for tag in tags}
            assert tags.get("service") == "gigs-connect-gateway" and tags.get("stage") == deployment.parameters["Stage"], f"{name} has no tags"


def it_deploys_in_any_partition(deployment):
    text = json.dumps({"Resources": deployment.template["Resources"], "Outputs": deployment.template["Outputs"]})
    assert "arn:aws:" not in text, "an ARN of one partition"
    hosts = set(re.findall(r"[\w.-]*amazonaws\.com[\w.]*", text))
    assert hosts == {"lambda.amazonaws.com", "codedeploy.amazonaws.com", "apigateway.amazonaws.com", "cloudwatch.amazonaws.com"}, hosts


CHECKS = [f for f in list(globals().values()) if callable(f) and getattr(f, "__module__", "") == __name__ and not f.__name__.startswith("_")]
CHECKS.remove(dashboard)
CHECKS.remove(alarms)
CHECKS.remove(function_description)
CHECKS.remove(assert_refused)
