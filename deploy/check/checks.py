"""Statements about a deployment that no linter knows. Each function fails on a deployment that breaks it."""

import json
import re

from cloudformation import ROOT, Deployment, accepts
from metrics import assert_exists

OPEN_ROUTES = {"GET /modules/{module}"}
API_ROUTES = {"POST /connectSessions", "GET /connectSessions/{id}", "PATCH /connectSessions/{id}"}
# These are the actions of AWS's policy AWSLambdaVPCAccessExecutionRole, without those for the log.
NETWORK = {
    "*": {"DescribeNetworkInterfaces", "DescribeSubnets"},
    "arn:aws:ec2:eu-central-1:*:*/*": {"CreateNetworkInterface", "DeleteNetworkInterface", "AssignPrivateIpAddresses",
        "UnassignPrivateIpAddresses"},
}
OWN_API = "arn:aws:execute-api:eu-central-1:111122223333:{Api}/"


def only_the_modules_need_no_token(deployment):
    routes = {r["Properties"]["RouteKey"]: r["Properties"]
        for r in deployment.of_type("AWS::ApiGatewayV2::Route").values()}
    assert routes.keys() == API_ROUTES | OPEN_ROUTES, f"the routes are {sorted(routes)}"
    function = deployment.parameters["AuthorizerFunctionArn"]
    authorized = ("CUSTOM", "{LambdaAuthorizer}") if function else ("JWT", "{JwtAuthorizer}")
    for key, route in routes.items():
        assert route["Target"] == "integrations/{Integration}", f"{key} leads elsewhere"
        wanted = ("NONE", None) if key in OPEN_ROUTES else authorized
        assert (route.get("AuthorizationType"), route.get("AuthorizerId")) == wanted, f"{key} is checked otherwise"


def the_authorizer_is_the_one_that_was_configured(deployment):
    parameters, function = deployment.parameters, deployment.parameters["AuthorizerFunctionArn"]
    authorizers = deployment.of_type("AWS::ApiGatewayV2::Authorizer")
    assert authorizers.keys() == {"LambdaAuthorizer" if function else "JwtAuthorizer"}, "the other authorizer, or both"
    (authorizer,) = (a["Properties"] for a in authorizers.values())
    assert authorizer["ApiId"] == "{Api}"
    if not function:
        assert authorizer["AuthorizerType"] == "JWT"
        assert authorizer["IdentitySource"] == ["$request.header.Authorization"]
        assert authorizer["JwtConfiguration"] == {"Issuer": parameters["JwtIssuer"],
            "Audience": parameters["JwtAudiences"].split(",")}
        return
    assert authorizer["AuthorizerType"] == "REQUEST" and "AuthorizerCredentialsArn" not in authorizer
    assert authorizer["AuthorizerPayloadFormatVersion"] == "2.0" and authorizer.get("EnableSimpleResponses") is True
    path = f"lambda:path/2015-03-31/functions/{function}/invocations"
    assert authorizer["AuthorizerUri"] == f"arn:aws:apigateway:eu-central-1:{path}", "another function"
    assert authorizer["IdentitySource"] == ["$request.header.Authorization", "$context.routeKey"], (
        "an answer would hold for other calls"
    )
    assert authorizer.get("AuthorizerResultTtlInSeconds") == 0, "API Gateway's own default is not 0"


def the_api_alone_may_invoke_the_functions(deployment):
    function = deployment.parameters["AuthorizerFunctionArn"]
    wanted = {("{Function}", f"{OWN_API}*")}
    wanted |= {(function, OWN_API + "authorizers/{LambdaAuthorizer}")} if function else set()
    permissions = [p["Properties"] for p in deployment.of_type("AWS::Lambda::Permission").values()]
    assert {(p["FunctionName"], p.get("SourceArn")) for p in permissions} == wanted, (
        "somebody else may, or the API may not"
    )
    for permission in permissions:
        assert (permission["Action"], permission["Principal"]) == ("lambda:InvokeFunction", "apigateway.amazonaws.com")
    assert not deployment.of_type("AWS::Lambda::Url"), "a function URL goes past the authorizer"


def callers_are_checked_in_exactly_one_way(deployment):
    jwt = {"JwtIssuer": "https://id.example.com/", "JwtAudiences": "shop"}
    function = {"AuthorizerFunctionArn": "arn:aws:lambda:eu-central-1:111122223333:function:shop-authorizer"}
    for given, refusal in [
        (jwt, None),
        (function, None),
        ({}, "Nothing would check callers"),
        ({"JwtIssuer": jwt["JwtIssuer"]}, "needs JwtAudiences"),
        (jwt | {"JwtAudiences": "shop,"}, "needs JwtAudiences"),
        ({"JwtAudiences": "shop"}, "Nothing would check callers"),
        (jwt | function, "in place of JwtIssuer and JwtAudiences"),
        (function | {"JwtAudiences": "shop"}, "in place of JwtIssuer and JwtAudiences"),
    ]:
        _assert_refused(deployment, dict.fromkeys([*jwt, *function], "") | given, refusal)


def values_that_are_dangerous_are_refused(deployment):
    function = "arn:aws:lambda:eu-central-1:111122223333:function:shop-authorizer"
    for name, good, bad in [
        (
            "AllowedOrigins",
            ["https://shop.example.com:8443", "http://localhost:3000", "https://localhost", "capacitor://localhost",
                "ionic://localhost"],
            ["", "*", "null", "https://*.example.com", "http://shop.example.com", "https://a.com/", "https://a.com/b",
                "capacitor://*", "capacitor://a.com"],
        ),
        (
            "CallbackUrls",
            ["", "https://shop.example.com/done", "http://localhost:3000/", "myapp://done"],
            ["http://shop.example.com/done", "javascript://%0aalert(1)", "http://localhost.example.com/",
                "https://*.example.com/", "data://x"],
        ),
        ("AuthorizerFunctionArn", ["", function, f"{function}:live", f"{function}:42"],
            ["shop-authorizer", f"{function}:$LATEST", f"{function}:*"]),
        ("SecretArn", ["", "arn:aws:secretsmanager:eu-central-1:111122223333:secret:gigs-AbCdEf"],
            ["gigs", "*", "arn:aws:secretsmanager:*:*:secret:*"]),
        *((name, ["email_verified", "https://shop.example/x", "custom:x"], ["a b", " a", "a,b", "${a}", "a" * 129])
            for name in ("UserClaim", "EmailClaim")),
        ("BackendScope", ["connect:backend"], ["", "a b", "a,b"]),
        ("Plans", ["", "pln_1"], ["*", "add_1", "pln_"]),
        ("Intents", ["viewSubscription"], ["", "viewEverything"]),
        ("Architecture", ["arm64", "x86_64"], ["", "aarch64"]),
    ]:
        for value in good:
            assert accepts(deployment.definitions[name], value), f"{name} refuses {value}"
        for value in bad:
            assert not accepts(deployment.definitions[name], value), f"{name} takes {value}"


def an_email_counts_only_by_its_own_claim(deployment):
    for email, verified, refusal in [("email", "", None), ("email", "ok", None), ("mail", "ok", None),
        ("mail", "", "needs EmailVerifiedClaim")]:
        _assert_refused(deployment, {"EmailClaim": email, "EmailVerifiedClaim": verified}, refusal)


def only_exact_origins_may_call(deployment):
    cors = deployment.properties("Api")["CorsConfiguration"]
    assert cors["AllowOrigins"] == deployment.parameters["AllowedOrigins"].split(",")
    assert cors["AllowCredentials"] is False, "a page may use a cookie of another site"
    assert not any("*" in value for values in cors.values() if isinstance(values, list) for value in values), (
        "a wildcard in CORS"
    )


def the_api_calls_the_function_within_limits(deployment):
    integration, function = deployment.properties("Integration"), deployment.properties("Function")
    assert integration["PayloadFormatVersion"] == "2.0" and integration["IntegrationUri"] == "{Function.Arn}"
    assert 6 < function["Timeout"] < integration["TimeoutInMillis"] / 1000 <= 30, (
        "the caller has to wait longer than the called"
    )
    stage, limits = deployment.properties("ApiStage"), deployment.parameters
    default, create = stage["DefaultRouteSettings"], stage["RouteSettings"]["POST /connectSessions"]
    assert (default["ThrottlingRateLimit"], default["ThrottlingBurstLimit"]) == (100, 200)
    assert (create["ThrottlingRateLimit"], create["ThrottlingBurstLimit"]) == (limits["CreateRateLimit"],
        limits["CreateBurstLimit"])


def the_access_log_is_one_line_of_json_without_secrets(deployment):
    settings = deployment.properties("ApiStage")["AccessLogSettings"]
    assert settings["DestinationArn"] == "{AccessLogGroup.Arn}" and "\n" not in settings["Format"]
    line = json.loads(re.sub(r":(\$context\.\w+)", r":{"r'"number": "\1"}', settings["Format"]))
    assert {name for name, value in line.items() if isinstance(value, dict)} == {"status", "responseLatency"}, "numbers"
    variables = {value["number"] if isinstance(value, dict) else value for value in line.values()}
    assert {"$context.authorizer.error", "$context.integrationErrorMessage", "$context.routeKey",
        "$context.requestId"} <= variables
    for variable in variables:
        assert re.fullmatch(r"\$context\.[A-Za-z.]+", variable), f"{variable} is no variable"
        assert not re.search(r"(?i)querystring|path$|\.claims|header|body|authorization|authorizer\.(?!error$)",
            variable), f"{variable} tells too much"


def the_function_runs_as_designed(deployment):
    function, parameters = deployment.properties("Function"), deployment.parameters
    assert function["Runtime"] == "provided.al2023" and function["Timeout"] == 15
    assert function["Architectures"] == [parameters["Architecture"]]
    assert function["MemorySize"] == parameters["MemorySize"]
    logging = function["LoggingConfig"]
    assert (logging["LogFormat"], logging["LogGroup"]) == ("JSON", "{FunctionLogGroup}")
    assert logging["ApplicationLogLevel"] == "INFO", "the line of a request is INFO"
    groups = [group["Properties"] for group in deployment.of_type("AWS::Logs::LogGroup").values()]
    assert [group["RetentionInDays"] for group in groups] == [parameters["LogRetentionDays"]] * 2
    network = {name: parameters[name].split(",") for name in ("SubnetIds", "SecurityGroupIds") if parameters[name]}
    assert function.get("VpcConfig", {}) == network, "another network"


def each_setting_reaches_the_function(deployment):
    variables, parameters = deployment.properties("Function")["Environment"]["Variables"], deployment.parameters
    wanted = {
        "DISABLE_SIGNAL_HANDLERS": "true",
        "AWS_ENDPOINT_URL_SECRETS_MANAGER": "https://secretsmanager.eu-central-1.amazonaws.com",
        "CONNECT_GIGS_PROJECT": parameters["GigsProject"],
        "CONNECT_GIGS_TOKEN_SECRET": parameters["SecretArn"] or "{TokenSecret}",
    }
    for package, names in [
        ("POLICY", ["CallbackUrls", "Intents", "Plans", "Addons", "CheckOwnership"]),
        ("CALLER", ["UserClaim", "EmailClaim", "EmailVerifiedClaim", "FindUserByEmail", "BackendScope"]),
    ]:
        wanted |= {f"CONNECT_{package}_" + re.sub(r"(?<=.)(?=[A-Z])", "_", name).upper(): parameters[name]
            for name in names}
    assert variables == wanted, variables.items() ^ wanted.items()


def the_role_allows_what_is_called_and_nothing_else(deployment):
    parameters = deployment.parameters
    allowed = {
        ("logs:CreateLogStream", "{FunctionLogGroup.Arn}"),
        ("logs:PutLogEvents", "{FunctionLogGroup.Arn}"),
        ("xray:PutTraceSegments", "*"),
        ("xray:PutTelemetryRecords", "*"),
        ("secretsmanager:GetSecretValue", parameters["SecretArn"] or "{TokenSecret}"),
    }
    if parameters["SubnetIds"]:
        allowed |= {(f"ec2:{action}", resource) for resource, actions in NETWORK.items() for action in actions}
    assert deployment.of_type("AWS::IAM::Role").keys() == {"FunctionRole"}, "there are other roles"
    assert not deployment.of_type("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy"), (
        "there are other policies"
    )
    assert deployment.properties("Function")["Role"] == "{FunctionRole.Arn}"
    role = deployment.properties("FunctionRole")
    (trust,) = role["AssumeRolePolicyDocument"]["Statement"]
    assert trust["Principal"] == {"Service": "lambda.amazonaws.com"} and "ManagedPolicyArns" not in role
    statements = [s for p in role["Policies"] for s in p["PolicyDocument"]["Statement"]]
    granted = {grant for s in statements if s["Effect"] == "Allow" for grant in _grants(s)}
    assert granted == allowed, granted ^ allowed
    denied = [s for s in statements if s["Effect"] == "Deny"]
    assert len(denied) == bool(parameters["SubnetIds"]), "a denial too many, or none"
    for statement in denied:
        assert (statement["Action"], statement["Resource"]) == ("ec2:*", "*"), "some of it is allowed"
        ours = {"lambda:SourceFunctionArn": "arn:aws:lambda:eu-central-1:111122223333:function:*"}
        assert statement.get("Condition") == {"ArnLike": ours}, (
            "Lambda could not put it into the VPC, or the code is let through"
        )


def _grants(statement):
    actions, resources = (v if isinstance(v, list) else [v] for v in (statement["Action"], statement["Resource"]))
    return {(action, resource) for action in actions for resource in resources}


def subnets_and_security_groups_go_together(deployment):
    for subnets, groups, refusal in [
        ("", "", None),
        ("subnet-12345678", "sg-12345678", None),
        ("subnet-12345678", "", "SubnetIds needs SecurityGroupIds"),
        ("", "sg-12345678", "SecurityGroupIds needs SubnetIds"),
        ("subnet-12345678", "sg-12345678,", "SubnetIds needs SecurityGroupIds"),
        (",subnet-12345678", "sg-12345678", "SecurityGroupIds needs SubnetIds"),
    ]:
        _assert_refused(deployment, {"SubnetIds": subnets, "SecurityGroupIds": groups}, refusal)


def a_secret_of_the_stack_outlives_it_and_is_never_overwritten(deployment):
    made = deployment.of_type("AWS::SecretsManager::Secret")
    assert bool(made) == (deployment.parameters["SecretArn"] == "")
    for secret in made.values():
        assert secret["DeletionPolicy"] == secret["UpdateReplacePolicy"] == "Retain"
        assert not {"SecretString", "GenerateSecretString", "Name"} & secret["Properties"].keys(), (
            "an update could put a value over the token"
        )


def monitoring_takes_the_outputs(deployment):
    assert {"ApiUrl", "ButtonUrl", "SecretArn", "ApiId", "FunctionName", "FunctionLogGroup",
        "AccessLogGroup"} == deployment.outputs.keys()
    assert deployment.outputs["ButtonUrl"] == deployment.outputs["ApiUrl"] + "/modules/gigs-connect-button.js"


def it_deploys_in_any_partition(deployment):
    text = json.dumps({"Resources": deployment.template["Resources"], "Outputs": deployment.template["Outputs"]})
    assert "arn:aws:" not in text, "an ARN of one partition"
    services = {"lambda.amazonaws.com", "apigateway.amazonaws.com", "cloudwatch.amazonaws.com"}
    assert set(re.findall(r"[\w.-]*amazonaws\.com[\w.]*", text)) <= services


def every_parameter_is_described_and_bounded(deployment):
    for name, definition in deployment.definitions.items():
        assert re.fullmatch(r"[A-Z].{20,}\.\)?", definition.get("Description", ""), re.S), f"{name} is not described"
        if definition["Type"] == "Number":
            assert "AllowedValues" in definition or {"MinValue", "MaxValue"} <= definition.keys(), (
                f"{name} has no bounds"
            )
        elif "AllowedValues" not in definition:
            assert re.fullmatch(r"\^\(.+\)\$", definition.get("AllowedPattern", "")), f"{name} has no anchored pattern"
            assert not accepts(definition, "\x00") and not accepts(definition, " a"), f"{name} takes anything"


def every_alarm_and_widget_watches_a_metric_that_exists(deployment):
    for name, alarm in deployment.of_type("AWS::CloudWatch::Alarm").items():
        properties = alarm["Properties"]
        for metric in [m["MetricStat"]["Metric"] for m in properties.get("Metrics", [])
            if "MetricStat" in m] or [properties]:
            assert_exists(deployment, metric["Namespace"], metric["MetricName"],
                {d["Name"]: d["Value"] for d in metric.get("Dimensions", [])})
        assert properties["TreatMissingData"] == "notBreaching" or not properties.get("AlarmActions"), (
            f"{name} alarms where nobody calls"
        )
    for row in (row for widget in _widgets(deployment) for row in widget.get("metrics", [])):
        if isinstance(row[0], str):
            namespace, name, *rest = (part for part in row if isinstance(part, str))
            assert_exists(deployment, namespace, name, dict(zip(rest[::2], rest[1::2])))
        else:
            namespace, dimension, name = re.search(r'{"([^"]+)",(\w+)} MetricName="(\w+)"',
                row[0]["expression"]).groups()
            assert_exists(deployment, namespace, name, {dimension: "any"})


def _widgets(deployment):
    body = deployment.properties("Dashboard")["DashboardBody"]
    assert "\n" not in body, "a line break within a query"
    return [widget["properties"] for widget in json.loads(body)["widgets"]]


def every_alarm_reaches_an_encrypted_topic(deployment):
    alarms = deployment.of_type("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm")
    rules = [alarm["Properties"].get("AlarmRule", "") for alarm in alarms.values()]
    for name, alarm in alarms.items():
        told = [] if any(f'ALARM("{{{name}}}")' in rule for rule in rules) else ["{AlarmTopic}"]
        assert alarm["Properties"].get("AlarmActions", []) == told, (
            f"{name} tells nobody, or is a part that tells somebody"
        )
    assert deployment.properties("AlarmTopic")["KmsMasterKeyId"] == "{AlarmKey.Arn}", (
        "AWS's own key shuts CloudWatch out"
    )
    statements = deployment.properties("AlarmKey")["KeyPolicy"]["Statement"]
    service = [s for s in statements if s["Principal"] == {"Service": "cloudwatch.amazonaws.com"}]
    assert [set(s["Action"]) for s in service] == [{"kms:Decrypt", "kms:GenerateDataKey*"}], (
        "CloudWatch cannot use the key"
    )
    assert service[0]["Condition"] == {"StringEquals": {"aws:SourceAccount": "111122223333"}}, (
        "alarms of other accounts can"
    )


def every_alarm_leads_to_its_paragraph_of_the_runbook(deployment):
    headings = re.findall(r"^#+ (.+)$", (ROOT / "docs/operations.md").read_text(), re.M)
    anchors = {re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    for name, alarm in deployment.of_type("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm").items():
        address, _, anchor = alarm["Properties"]["AlarmDescription"].rpartition(" ")[2].partition("#")
        assert address == deployment.parameters["RunbookUrl"] and anchor in anchors, f"{name} leads nowhere"


def the_domain_speaks_new_tls_and_maps_the_api(deployment):
    (configuration,) = deployment.properties("Domain")["DomainNameConfigurations"]
    parameters = deployment.parameters
    assert configuration["SecurityPolicy"] == "TLS_1_2"
    assert configuration["CertificateArn"] == parameters["CertificateArn"]
    mapping = {"ApiId": parameters["ApiId"], "DomainName": "{Domain}", "Stage": "$default",
        "ApiMappingKey": parameters["ApiMappingKey"]}
    assert deployment.properties("Mapping") == mapping
    assert deployment.outputs["ApiUrl"] == "https://api.example.com/shop/connect-v1"
    for records in ("", parameters["HostedZoneId"]):
        made = Deployment(deployment.template,
            parameters | {"HostedZoneId": records}).of_type("AWS::Route53::RecordSetGroup")
        assert len(made) == bool(records), "records where DNS is elsewhere, or none"
    for path in ("/connect", "connect/", "a//b", "a b", "{proxy+}", "a/b/c/d/e"):
        assert not accepts(deployment.definitions["ApiMappingKey"], path), f"{path} is taken"


def _assert_refused(deployment, given, refusal):
    try:
        Deployment(deployment.template, deployment.parameters | given)
        refused = ""
    except ValueError as e:
        refused = str(e)
    assert (refusal or "") in refused and bool(refused) is bool(refusal), f"{given}: {refused}"


EVERYWHERE = [it_deploys_in_any_partition, every_parameter_is_described_and_bounded]
OF_MONITORING = [
    every_alarm_and_widget_watches_a_metric_that_exists,
    every_alarm_reaches_an_encrypted_topic,
    every_alarm_leads_to_its_paragraph_of_the_runbook,
]
OF_DOMAIN = [the_domain_speaks_new_tls_and_maps_the_api]
_ALL = [f for name, f in list(globals().items()) if getattr(f, "__module__", "") == __name__
    and not name.startswith("_")]
OF_GATEWAY = [f for f in _ALL if f not in EVERYWHERE + OF_MONITORING + OF_DOMAIN]
CHECKS = [(check, stack) for check in OF_GATEWAY + EVERYWHERE for stack in ("least", "everything", "authorizer")]
CHECKS += [(check, "monitoring") for check in OF_MONITORING + EVERYWHERE] + [(check, "domain")
    for check in OF_DOMAIN + EVERYWHERE]
