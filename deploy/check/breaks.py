"""For each check, one or more ways to break the template. The check has to notice each of them."""

import checks

BREAKS = []


def breaks(check, stack="everything", **changes):
    for name, change in changes.items():
        change.__name__ = name
        BREAKS.append((check, stack, change))


def of(template, name):
    return template["Resources"][name]["Properties"]


def statements(template, policy):
    found = of(template, "FunctionRole")["Policies"][policy]
    return (found["Fn::If"][1] if "Fn::If" in found else found)["PolicyDocument"]["Statement"]


def add(name, type_, properties):
    return lambda template: template["Resources"].update({name: {"Type": type_, "Properties": properties}})


def replace(name, key, old, new):
    """Replaces a text in a property and in everything below it."""

    def change(template):
        holder = of(template, name)
        *way, last = key.split(".")
        for step in way:
            holder = holder[step]
        assert old in holder[last]
        holder[last] = holder[last].replace(old, new)

    return change


def pattern(name, taken):
    breaks(
        checks.values_that_are_dangerous_are_refused,
        "least",
        **{f"{name} takes {taken}": lambda t: t["Parameters"][name].update(AllowedPattern=taken)},
    )


def variable(name, value):
    change = lambda t: of(t, "Function")["Environment"]["Variables"].update({name: value})  # noqa: E731
    breaks(checks.each_setting_reaches_the_function, **{f"{name} is {value}": change})


ANY_API = {"Fn::Sub": "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:*"}
AWS_ALONE = {"Fn::Sub": "arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*"}
OPEN = {"ApiId": {"Ref": "Api"}, "RouteKey": "$default", "Target": {"Fn::Sub": "integrations/${Integration}"},
    "AuthorizationType": "NONE"}

breaks(
    checks.only_the_modules_need_no_token,
    a_route_loses_its_authorizer=lambda t: of(t, "UpdateRoute").update(AuthorizationType="NONE"),
    a_default_route_is_added=add("DefaultRoute", "AWS::ApiGatewayV2::Route", OPEN),
)
breaks(
    checks.only_the_modules_need_no_token,
    "authorizer",
    a_route_is_open_where_a_function_checks=lambda t: of(t,
        "RetrieveRoute")["AuthorizationType"]["Fn::If"].__setitem__(1, "NONE"),
)
breaks(
    checks.the_authorizer_is_the_one_that_was_configured,
    any_audience_will_do=lambda t: of(t, "JwtAuthorizer")["JwtConfiguration"].pop("Audience"),
    a_token_may_be_in_the_address=lambda t: of(t,
        "JwtAuthorizer").update(IdentitySource=["$request.querystring.token"]),
)
breaks(
    checks.the_authorizer_is_the_one_that_was_configured,
    "authorizer",
    there_are_two_authorizers=lambda t: t["Resources"]["JwtAuthorizer"].pop("Condition"),
    another_function_checks_callers=replace("LambdaAuthorizer", "AuthorizerUri.Fn::Sub", "${AuthorizerFunctionArn}",
        "${Function.Arn}"),
    an_answer_for_one_route_holds_for_all=lambda t: of(t,
        "LambdaAuthorizer")["IdentitySource"].remove("$context.routeKey"),
    answers_are_kept=lambda t: of(t, "LambdaAuthorizer").pop("AuthorizerResultTtlInSeconds"),
)
breaks(
    checks.the_api_alone_may_invoke_the_functions,
    any_api_may_invoke=lambda t: of(t, "ApiPermission").update(SourceArn=ANY_API),
    anybody_may_invoke=lambda t: of(t, "ApiPermission").update(Principal="*"),
    a_url_goes_past_the_authorizer=add("Url", "AWS::Lambda::Url",
        {"TargetFunctionArn": {"Ref": "Function"}, "AuthType": "NONE"}),
)
breaks(
    checks.the_api_alone_may_invoke_the_functions,
    "authorizer",
    a_route_may_invoke_the_authorizer=lambda t: of(t,
        "AuthorizerPermission").update(SourceArn=of(t, "ApiPermission")["SourceArn"]),
    the_api_may_not_invoke_the_authorizer=lambda t: t["Resources"].pop("AuthorizerPermission"),
)
breaks(
    checks.callers_are_checked_in_exactly_one_way,
    nothing_need_check_callers=lambda t: t["Rules"]["TokensAreChecked"]["Assertions"].pop(0),
    an_issuer_needs_no_audience=lambda t: t["Rules"]["TokensAreChecked"]["Assertions"].pop(1),
    an_audience_may_be_empty=lambda t: t["Rules"]["TokensAreChecked"]["Assertions"][1]["Assert"]["Fn::And"].pop(1),
    both_ways_may_be_given=lambda t: t["Rules"].pop("AFunctionChecks"),
)
pattern("AllowedOrigins", r"^(https://[a-z0-9.*-]+(:\d+)?|(capacitor|ionic)://localhost|http://localhost:3000)$")
pattern("AllowedOrigins", r"^(https://[a-z0-9-]+(\.[a-z0-9-]+)+(:[0-9]{1,5})?|http://localhost(:[0-9]{1,5})?)$")
pattern("CallbackUrls", r"^([a-z]*(://\S*)?)$")
pattern("AuthorizerFunctionArn", r"^(|arn:\S+)$")
pattern("SecretArn", r"^(|arn:\S+)$")
pattern("UserClaim", r"^([A-Za-z0-9._:/${}-]{1,128})$")
pattern("BackendScope", r"^(\S*)$")
pattern("Plans", r"^(|[a-z]{3}_\w+)$")
breaks(
    checks.values_that_are_dangerous_are_refused,
    a_processor_is_guessed=lambda t: t["Parameters"]["Architecture"]["AllowedValues"].append(""),
    an_intent_is_misspelt=lambda t: t["Parameters"]["Intents"]["AllowedValues"].append("viewEverything"),
)
breaks(checks.an_email_counts_only_by_its_own_claim,
    another_email_claim_needs_no_verified_claim=lambda t: t["Rules"].pop("OtherEmailClaim"))
breaks(
    checks.only_exact_origins_may_call,
    any_origin_may_call=lambda t: of(t, "Api")["CorsConfiguration"].update(AllowOrigins=["*"]),
    a_page_may_use_a_cookie=lambda t: of(t, "Api")["CorsConfiguration"].update(AllowCredentials=True),
    any_header_may_be_sent=lambda t: of(t, "Api")["CorsConfiguration"].update(AllowHeaders=["*"]),
)
breaks(
    checks.the_api_calls_the_function_within_limits,
    the_api_gives_up_before_the_function=lambda t: of(t, "Integration").update(TimeoutInMillis=10000),
    nothing_throttles=lambda t: of(t,
        "ApiStage")["RouteSettings"]["POST /connectSessions"].update(ThrottlingRateLimit=10000),
)
FORMAT = ("ApiStage", "AccessLogSettings.Format")
breaks(
    checks.the_access_log_is_one_line_of_json_without_secrets,
    it_has_the_path=replace(*FORMAT, "$context.routeKey", "$context.path"),
    it_has_claims=replace(*FORMAT, "$context.protocol", "$context.authorizer.claims.email"),
    it_has_what_the_authorizer_says=replace(*FORMAT, "$context.protocol", "$context.authorizer.email"),
    it_has_several_lines=replace(*FORMAT, ",", ",\n"),
    it_forgets_the_authorizer=replace(*FORMAT, "$context.authorizer.error", "$context.error.message"),
    it_has_its_latency_as_a_string=replace(*FORMAT, "$context.responseLatency", '"$context.responseLatency"'),
)
breaks(
    checks.the_function_runs_as_designed,
    the_line_of_a_request_is_filtered_out=lambda t: of(t,
        "Function")["LoggingConfig"].update(ApplicationLogLevel="WARN"),
    logs_are_kept_for_ever=lambda t: of(t, "AccessLogGroup").update(RetentionInDays=0),
    the_function_stays_out_of_the_vpc=lambda t: of(t, "Function").pop("VpcConfig"),
)
variable("CONNECT_POLICY_PLAN", {"Fn::Join": [",", {"Ref": "Plans"}]})
variable("CONNECT_POLICY_CALLBACK_URLS", "https://")
variable("CONNECT_POLICY_CHECK_OWNERSHIP", "false")
variable("CONNECT_CALLER_EMAIL_VERIFIED_CLAIM", "email_verified")
ROLE = checks.the_role_allows_what_is_called_and_nothing_else
breaks(
    ROLE,
    the_function_may_read_every_secret=lambda t: statements(t, 0)[0].update(Resource="*"),
    the_function_may_write_the_secret=lambda t: statements(t, 0)[0].update(Action="secretsmanager:*"),
    the_code_may_change_networks=lambda t: statements(t, 1).pop(),
    lambda_is_denied_what_the_code_is=lambda t: statements(t, 1)[-1].pop("Condition"),
    the_role_has_a_policy_of_aws=lambda t: of(t,
        "FunctionRole").update(ManagedPolicyArns=["arn:aws:iam::aws:policy/AdministratorAccess"]),
    anybody_may_take_the_role=lambda t: of(t,
        "FunctionRole")["AssumeRolePolicyDocument"]["Statement"][0].update(Principal={"AWS": "*"}),
    there_is_another_role=lambda t: t["Resources"].update(OtherRole=t["Resources"]["FunctionRole"]),
)
breaks(ROLE, "least", the_role_may_change_networks_without_a_vpc=lambda t: statements(t, 0).extend(statements(t, 1)))
breaks(
    checks.subnets_and_security_groups_go_together,
    subnets_may_come_alone=lambda t: t["Rules"].pop("Subnets"),
    security_groups_may_come_alone=lambda t: t["Rules"].pop("SecurityGroups"),
)
breaks(
    checks.a_secret_of_the_stack_outlives_it_and_is_never_overwritten,
    "least",
    the_token_goes_with_the_stack=lambda t: t["Resources"]["TokenSecret"].update(DeletionPolicy="Delete"),
    the_secret_has_a_value_in_the_template=lambda t: of(t,
        "TokenSecret").update(SecretString='{"token":"placeholder"}'),
)
breaks(checks.monitoring_takes_the_outputs,
    an_output_is_renamed=lambda t: t["Outputs"].update(LogGroup=t["Outputs"].pop("FunctionLogGroup")))
breaks(checks.it_deploys_in_any_partition,
    an_arn_names_a_partition=lambda t: of(t, "ApiPermission").update(SourceArn=AWS_ALONE))
breaks(
    checks.every_parameter_is_described_and_bounded,
    a_number_has_no_upper_bound=lambda t: t["Parameters"]["MemorySize"].pop("MaxValue"),
    a_parameter_takes_a_blank=lambda t: t["Parameters"]["UserClaim"].update(AllowedPattern=r"^([ a-z:/._]+)$"),
)
REST = {"Dimensions": [{"Name": "ApiName", "Value": {"Ref": "ApiId"}}]}
OTHER = [{"Name": "FunctionName", "Value": "other"}]
breaks(
    checks.every_alarm_and_widget_watches_a_metric_that_exists,
    "monitoring",
    an_alarm_watches_a_metric_of_rest_apis=lambda t: of(t,
        "ServerErrorsAlarm")["Metrics"][1]["MetricStat"]["Metric"].update(MetricName="5XXError"),
    an_alarm_uses_a_dimension_of_rest_apis=lambda t: of(t,
        "ServerErrorsAlarm")["Metrics"][2]["MetricStat"]["Metric"].update(REST),
    an_alarm_watches_another_function=lambda t: of(t, "FunctionErrorsAlarm").update(Dimensions=OTHER),
    a_filter_is_renamed=lambda t: of(t,
        "UpstreamFailuresFilter")["MetricTransformations"][0].update(MetricName="Failures"),
    an_alarm_leaves_the_dimension_out=lambda t: of(t, "BugsAlarm").pop("Dimensions"),
    a_night_without_callers_wakes_somebody=lambda t: of(t, "BugsAlarm").update(TreatMissingData="breaching"),
    a_search_asks_for_another_dimension=replace("Dashboard", "DashboardBody.Fn::Sub", ",Outcome}", ",Plan}"),
    a_query_is_broken_over_lines=replace("Dashboard", "DashboardBody.Fn::Sub", " | stats", "\n| stats"),
)
breaks(
    checks.every_alarm_reaches_an_encrypted_topic,
    "monitoring",
    an_alarm_tells_nobody=lambda t: of(t, "BugsAlarm").update(AlarmActions=[]),
    silence_tells_nobody=lambda t: of(t, "SilenceAlarm").pop("AlarmActions"),
    every_busy_hour_wakes_somebody=lambda t: of(t, "BusyAlarm").update(AlarmActions=[{"Ref": "AlarmTopic"}]),
    the_topic_is_encrypted_with_the_key_of_aws=lambda t: of(t, "AlarmTopic").update(KmsMasterKeyId="alias/aws/sns"),
    the_key_shuts_cloudwatch_out=lambda t: of(t, "AlarmKey")["KeyPolicy"]["Statement"].pop(),
    alarms_of_other_accounts_may_use_the_key=lambda t: of(t,
        "AlarmKey")["KeyPolicy"]["Statement"][1].update(Condition={}),
)
breaks(
    checks.every_alarm_leads_to_its_paragraph_of_the_runbook,
    "monitoring",
    an_alarm_leads_nowhere=lambda t: of(t,
        "BugsAlarm").update(AlarmDescription={"Fn::Sub": "A bug. ${RunbookUrl}#nowhere"}),
    an_alarm_has_no_address=lambda t: of(t,
        "SilenceAlarm").update(AlarmDescription="Nobody calls. See docs/operations.md#silence"),
)
breaks(
    checks.the_domain_speaks_new_tls_and_maps_the_api,
    "domain",
    the_domain_speaks_old_tls=lambda t: of(t, "Domain")["DomainNameConfigurations"][0].update(SecurityPolicy="TLS_1_0"),
    the_path_is_not_mapped=lambda t: of(t, "Mapping").pop("ApiMappingKey"),
    records_are_made_in_no_zone=lambda t: t["Resources"]["Records"].pop("Condition"),
)
