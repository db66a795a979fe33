"""One way or more to break the subject of each check. A check that does not notice is no check."""

import checks

BREAKS = []
LAMBDA = "prod with a Lambda authorizer"
EXISTING = "prod on a domain that exists"


def breaks(check, stage="prod"):
    def register(break_):
        BREAKS.append((check, break_, stage))
        return break_

    return register


def of(template, name):
    return template["Resources"][name]["Properties"]


def network(template, sid):
    """The statement with this Sid, for the function's place in a VPC."""
    conditional = (s["Fn::If"][1] for s in of(template, "FunctionRole")["Policies"][0]["PolicyDocument"]["Statement"] if "Fn::If" in s)
    return next(statement for statement in conditional if statement["Sid"] == sid)


@breaks(checks.every_condition_can_be_true_and_false)
def a_condition_asks_for_a_value_that_its_parameter_cannot_have(template):
    template["Conditions"]["MakeDomain"] = {"Fn::Equals": [{"Ref": "Architecture"}, "arm"]}


@breaks(checks.every_condition_can_be_true_and_false)
def a_condition_contradicts_itself(template):
    template["Conditions"]["HasAlarmEmail"]["Fn::And"].append({"Fn::Not": [{"Condition": "MakeTopic"}]})


@breaks(checks.every_parameter_is_described_bounded_and_grouped)
def a_number_has_no_upper_bound(template):
    del template["Parameters"]["MemorySize"]["MaxValue"]


@breaks(checks.every_parameter_is_described_bounded_and_grouped)
def a_parameter_takes_anything(template):
    template["Parameters"]["UserClaim"]["AllowedPattern"] = r"^([\s\S]*)$"


@breaks(checks.every_parameter_is_described_bounded_and_grouped)
def a_parameter_is_in_no_group(template):
    template["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"][0]["Parameters"].remove("Stage")


@breaks(checks.every_parameter_is_described_bounded_and_grouped)
def a_parameter_is_not_described(template):
    del template["Parameters"]["Plans"]["Description"]


@breaks(checks.every_parameter_is_explained_once_in_the_guide)
def a_parameter_is_not_explained(template):
    template["Parameters"]["Extra"] = {"Type": "String", "Default": ""}


@breaks(checks.every_alarm_and_widget_watches_a_metric_that_exists)
def an_alarm_watches_a_metric_of_rest_apis(template):
    of(template, "ServerErrorsAlarm")["Metrics"][1]["MetricStat"]["Metric"]["MetricName"] = "5XXError"


@breaks(checks.every_alarm_and_widget_watches_a_metric_that_exists)
def an_alarm_uses_a_dimension_of_rest_apis(template):
    of(template, "ServerErrorsAlarm")["Metrics"][2]["MetricStat"]["Metric"]["Dimensions"] = [{"Name": "ApiName", "Value": {"Ref": "Api"}}]


@breaks(checks.every_alarm_and_widget_watches_a_metric_that_exists)
def an_alarm_watches_another_function(template):
    of(template, "FunctionErrorsAlarm")["Dimensions"] = [{"Name": "FunctionName", "Value": "other"}]


@breaks(checks.every_alarm_and_widget_watches_a_metric_that_exists)
def an_alarm_leaves_a_dimension_out(template):
    of(template, "NewVersionErrorsAlarm")["Dimensions"] = of(template, "NewVersionErrorsAlarm")["Dimensions"][:1] + [
        {"Name": "ExecutedVersion", "Value": "1"}
    ]


@breaks(checks.every_alarm_and_widget_watches_a_metric_that_exists)
def a_filter_is_renamed_and_its_alarm_is_not(template):
    of(template, "BugsFilter")["MetricTransformations"][0]["MetricName"] = "Failures"


@breaks(checks.every_alarm_and_widget_watches_a_metric_that_exists)
def a_filter_gets_a_dimension_that_its_alarm_lacks(template):
    of(template, "BugsFilter")["MetricTransformations"][0]["Dimensions"] = [{"Key": "Route", "Value": "$.mdc.route"}]


@breaks(checks.every_alarm_and_widget_watches_a_metric_that_exists)
def a_night_without_callers_wakes_somebody(template):
    of(template, "BugsAlarm")["TreatMissingData"] = "breaching"


@breaks(checks.every_alarm_and_widget_watches_a_metric_that_exists)
def a_widget_shows_a_metric_that_nobody_makes(template):
    body = of(template, "Dashboard")["DashboardBody"]
    body["Fn::Sub"] = body["Fn::Sub"].replace('"ColdStarts"', '"Colds"')


@breaks(checks.every_alarm_and_widget_watches_a_metric_that_exists)
def a_search_asks_for_another_dimension(template):
    body = of(template, "Dashboard")["DashboardBody"]
    body["Fn::Sub"] = body["Fn::Sub"].replace(",Intent}", ",Plan}")


@breaks(checks.every_alarm_reaches_an_encrypted_topic)
def an_alarm_tells_nobody(template):
    of(template, "BugsAlarm")["AlarmActions"] = []


@breaks(checks.every_alarm_reaches_an_encrypted_topic)
def silence_tells_nobody(template):
    del of(template, "SilenceAlarm")["AlarmActions"]


@breaks(checks.every_alarm_reaches_an_encrypted_topic)
def every_busy_hour_wakes_somebody(template):
    of(template, "BusyAlarm")["AlarmActions"] = [{"Ref": "AlarmTopic"}]


@breaks(checks.every_alarm_reaches_an_encrypted_topic)
def the_topic_is_encrypted_with_the_key_of_aws(template):
    of(template, "AlarmTopic")["KmsMasterKeyId"] = "alias/aws/sns"


@breaks(checks.every_alarm_reaches_an_encrypted_topic)
def the_topic_is_not_encrypted(template):
    del of(template, "AlarmTopic")["KmsMasterKeyId"]


@breaks(checks.every_alarm_reaches_an_encrypted_topic)
def the_key_shuts_cloudwatch_out(template):
    of(template, "AlarmKey")["KeyPolicy"]["Statement"].pop()


@breaks(checks.every_alarm_reaches_an_encrypted_topic, "prod with its own topic")
def an_alarm_forgets_the_topic_that_was_given(template):
    of(template, "BugsAlarm")["AlarmActions"] = [{"Ref": "Function"}]


@breaks(checks.every_alarm_is_in_the_runbook)
def an_alarm_leads_nowhere(template):
    of(template, "BugsAlarm")["AlarmDescription"] = "See docs/operations.md#nowhere"


@breaks(checks.every_alarm_is_in_the_runbook)
def silence_leads_nowhere(template):
    of(template, "SilenceAlarm")["AlarmDescription"] = "Nobody calls."


@breaks(checks.only_the_open_routes_need_no_token)
def a_route_loses_its_authorizer(template):
    of(template, "UpdateRoute")["AuthorizationType"] = "NONE"


@breaks(checks.only_the_open_routes_need_no_token)
def a_default_route_is_added(template):
    template["Resources"]["DefaultRoute"] = {
        "Type": "AWS::ApiGatewayV2::Route",
        "Properties": of(template, "ButtonRoute") | {"RouteKey": "$default"},
    }


@breaks(checks.only_the_open_routes_need_no_token)
def a_route_loses_its_scopes(template):
    del of(template, "CreateRoute")["AuthorizationScopes"]


@breaks(checks.only_the_open_routes_need_no_token, "dev")
def a_route_asks_for_an_empty_scope(template):
    of(template, "CreateRoute")["AuthorizationScopes"] = {"Ref": "CreateScopes"}


@breaks(checks.only_the_open_routes_need_no_token, LAMBDA)
def a_route_forgets_the_lambda_authorizer(template):
    of(template, "CreateRoute")["AuthorizerId"] = {"Ref": "Authorizer"}
    template["Resources"]["Authorizer"].pop("Condition")


@breaks(checks.only_the_open_routes_need_no_token, LAMBDA)
def a_route_is_open_where_a_function_checks_callers(template):
    of(template, "RetrieveRoute")["AuthorizationType"] = {"Fn::If": ["HasLambdaAuthorizer", "NONE", "JWT"]}


@breaks(checks.only_the_open_routes_need_no_token, "dev")
def a_route_is_open_where_tokens_are_checked(template):
    of(template, "UpdateRoute")["AuthorizationType"] = {"Fn::If": ["HasLambdaAuthorizer", "CUSTOM", "NONE"]}


@breaks(checks.the_authorizer_checks_tokens_of_the_issuer_or_asks_the_function_that_was_given)
def any_audience_will_do(template):
    del of(template, "Authorizer")["JwtConfiguration"]["Audience"]


@breaks(checks.the_authorizer_checks_tokens_of_the_issuer_or_asks_the_function_that_was_given)
def a_token_may_be_anywhere(template):
    of(template, "Authorizer")["IdentitySource"] = ["$request.querystring.token"]


@breaks(checks.the_authorizer_checks_tokens_of_the_issuer_or_asks_the_function_that_was_given, LAMBDA)
def there_are_two_authorizers(template):
    del template["Resources"]["Authorizer"]["Condition"]


@breaks(checks.the_authorizer_checks_tokens_of_the_issuer_or_asks_the_function_that_was_given, LAMBDA)
def another_function_checks_callers(template):
    uri = of(template, "LambdaAuthorizer")["AuthorizerUri"]
    uri["Fn::Sub"] = uri["Fn::Sub"].replace("${AuthorizerFunctionArn}", "${Function.Arn}")


@breaks(checks.the_authorizer_checks_tokens_of_the_issuer_or_asks_the_function_that_was_given, LAMBDA)
def the_lambda_authorizer_answers_with_a_policy(template):
    del of(template, "LambdaAuthorizer")["EnableSimpleResponses"]


@breaks(checks.the_authorizer_checks_tokens_of_the_issuer_or_asks_the_function_that_was_given, LAMBDA)
def the_lambda_authorizer_gets_an_event_of_rest_apis(template):
    of(template, "LambdaAuthorizer")["AuthorizerPayloadFormatVersion"] = "1.0"


@breaks(checks.the_authorizer_checks_tokens_of_the_issuer_or_asks_the_function_that_was_given, LAMBDA)
def what_is_allowed_on_one_route_is_allowed_on_all(template):
    of(template, "LambdaAuthorizer")["IdentitySource"].remove("$context.routeKey")


@breaks(checks.the_authorizer_checks_tokens_of_the_issuer_or_asks_the_function_that_was_given, LAMBDA)
def all_callers_get_one_answer(template):
    of(template, "LambdaAuthorizer")["IdentitySource"] = ["$context.routeKey"]


@breaks(checks.the_authorizer_checks_tokens_of_the_issuer_or_asks_the_function_that_was_given, LAMBDA)
def answers_are_kept_as_long_as_api_gateway_likes(template):
    of(template, "LambdaAuthorizer")["AuthorizerResultTtlInSeconds"] = 300


@breaks(checks.the_authorizer_checks_tokens_of_the_issuer_or_asks_the_function_that_was_given, LAMBDA)
def api_gateway_may_not_invoke_the_authorizer(template):
    del template["Resources"]["AuthorizerPermission"]


@breaks(checks.the_authorizer_checks_tokens_of_the_issuer_or_asks_the_function_that_was_given, LAMBDA)
def any_api_may_invoke_the_authorizer(template):
    of(template, "AuthorizerPermission")["SourceArn"] = {"Fn::Sub": "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:*"}


@breaks(checks.the_authorizer_checks_tokens_of_the_issuer_or_asks_the_function_that_was_given, LAMBDA)
def a_route_may_invoke_the_authorizer(template):
    of(template, "AuthorizerPermission")["SourceArn"] = of(template, "ApiPermission")["SourceArn"]


@breaks(checks.the_authorizer_checks_tokens_of_the_issuer_or_asks_the_function_that_was_given)
def the_permission_is_there_without_an_authorizer(template):
    del template["Resources"]["AuthorizerPermission"]["Condition"]


@breaks(checks.callers_are_checked_in_exactly_one_way)
def nothing_need_check_callers(template):
    template["Rules"]["TokensAreChecked"]["Assertions"].pop(0)


@breaks(checks.callers_are_checked_in_exactly_one_way)
def an_issuer_needs_no_audience(template):
    template["Rules"]["TokensAreChecked"]["Assertions"].pop(1)


@breaks(checks.callers_are_checked_in_exactly_one_way)
def an_audience_may_be_empty(template):
    template["Rules"]["TokensAreChecked"]["Assertions"][1]["Assert"]["Fn::And"].pop(1)


@breaks(checks.callers_are_checked_in_exactly_one_way, LAMBDA)
def both_ways_may_be_given(template):
    template["Rules"]["AFunctionChecks"]["Assertions"].pop(0)


@breaks(checks.callers_are_checked_in_exactly_one_way, LAMBDA)
def an_audience_may_stand_beside_the_function(template):
    template["Rules"]["AFunctionChecks"]["Assertions"][0]["Assert"]["Fn::And"].pop(1)


@breaks(checks.callers_are_checked_in_exactly_one_way, LAMBDA)
def scopes_are_asked_for_that_nobody_checks(template):
    template["Rules"]["AFunctionChecks"]["Assertions"].pop(1)


@breaks(checks.callers_are_checked_in_exactly_one_way, LAMBDA)
def the_scopes_of_one_route_are_asked_for_that_nobody_checks(template):
    template["Rules"]["AFunctionChecks"]["Assertions"][1]["Assert"]["Fn::And"].pop()


@breaks(checks.callers_are_checked_in_exactly_one_way)
def the_function_is_refused_too(template):
    template["Rules"]["TokensAreChecked"]["RuleCondition"] = {"Fn::Equals": ["", ""]}


@breaks(checks.an_authorizer_may_be_a_version_and_keeps_answers_by_a_header_alone)
def an_alias_is_refused(template):
    template["Parameters"]["AuthorizerFunctionArn"]["AllowedPattern"] = r"^(|arn:aws[a-z-]*:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9_-]{1,64})$"


@breaks(checks.an_authorizer_may_be_a_version_and_keeps_answers_by_a_header_alone)
def a_credential_may_be_in_the_address(template):
    template["Parameters"]["AuthorizerIdentitySource"]["AllowedPattern"] = r"^(\$request\.[A-Za-z0-9.-]{1,64})$"


@breaks(checks.an_authorizer_may_be_a_version_and_keeps_answers_by_a_header_alone)
def answers_are_kept_by_default(template):
    template["Parameters"]["AuthorizerCacheSeconds"]["Default"] = 300


@breaks(checks.a_lambda_authorizer_that_fails_sets_an_alarm_off, LAMBDA)
def a_lambda_authorizer_fails_in_silence(template):
    del template["Resources"]["AuthorizerFailuresAlarm"]


@breaks(checks.a_lambda_authorizer_that_fails_sets_an_alarm_off, LAMBDA)
def a_lambda_authorizer_that_says_no_is_a_failure(template):
    of(template, "AuthorizerFailuresFilter")["FilterPattern"] = '{ $.integrationStatus = "-" }'


@breaks(checks.a_lambda_authorizer_that_fails_sets_an_alarm_off, LAMBDA)
def a_bug_of_the_gateway_is_the_authorizers(template):
    of(template, "AuthorizerFailuresFilter")["FilterPattern"] = '{ $.status = "500" }'


@breaks(checks.a_lambda_authorizer_that_fails_sets_an_alarm_off)
def an_alarm_watches_an_authorizer_that_is_not_there(template):
    del template["Resources"]["AuthorizerFailuresAlarm"]["Condition"]


@breaks(checks.only_exact_origins_may_call)
def any_origin_may_call(template):
    of(template, "Api")["CorsConfiguration"]["AllowOrigins"] = ["*"]


@breaks(checks.only_exact_origins_may_call)
def a_page_may_use_a_cookie(template):
    of(template, "Api")["CorsConfiguration"]["AllowCredentials"] = True


@breaks(checks.only_exact_origins_may_call)
def any_header_may_be_sent(template):
    of(template, "Api")["CorsConfiguration"]["AllowHeaders"] = ["*"]


@breaks(checks.only_exact_origins_may_call)
def the_pattern_of_origins_takes_wildcards(template):
    template["Parameters"]["AllowedOrigins"]["AllowedPattern"] = r"^(https://[a-z0-9.*-]+(:[0-9]+)?)$"


@breaks(checks.the_api_passes_requests_to_the_alias_within_limits)
def the_api_calls_the_unpublished_function(template):
    of(template, "Integration")["IntegrationUri"] = {"Fn::GetAtt": ["Function", "Arn"]}


@breaks(checks.the_api_passes_requests_to_the_alias_within_limits)
def the_api_gives_up_before_the_function(template):
    of(template, "Integration")["TimeoutInMillis"] = 10000


@breaks(checks.the_api_passes_requests_to_the_alias_within_limits)
def nothing_throttles(template):
    of(template, "ApiStage")["RouteSettings"]["POST /connectSessions"]["ThrottlingRateLimit"] = 10000


@breaks(checks.the_api_passes_requests_to_the_alias_within_limits)
def any_api_may_invoke(template):
    of(template, "ApiPermission")["SourceArn"] = "*"


@breaks(checks.the_access_log_is_one_line_of_json_without_secrets)
def the_access_log_has_the_path(template):
    settings = of(template, "ApiStage")["AccessLogSettings"]
    settings["Format"] = settings["Format"].replace("$context.routeKey", "$context.path")


@breaks(checks.the_access_log_is_one_line_of_json_without_secrets)
def the_access_log_has_claims(template):
    settings = of(template, "ApiStage")["AccessLogSettings"]
    settings["Format"] = settings["Format"].replace("$context.protocol", "$context.authorizer.claims.email")


@breaks(checks.the_access_log_is_one_line_of_json_without_secrets, LAMBDA)
def the_access_log_has_what_the_lambda_authorizer_says(template):
    settings = of(template, "ApiStage")["AccessLogSettings"]
    settings["Format"] = settings["Format"].replace("$context.protocol", "$context.authorizer.email")


@breaks(checks.the_access_log_is_one_line_of_json_without_secrets)
def the_access_log_has_several_lines(template):
    settings = of(template, "ApiStage")["AccessLogSettings"]
    settings["Format"] = settings["Format"].replace(",", ",\n")


@breaks(checks.the_access_log_is_one_line_of_json_without_secrets)
def the_access_log_forgets_the_authorizer(template):
    settings = of(template, "ApiStage")["AccessLogSettings"]
    settings["Format"] = settings["Format"].replace("$context.authorizer.error", "$context.error.message")


@breaks(checks.the_function_runs_as_designed)
def the_line_of_a_request_is_filtered_out(template):
    of(template, "Function")["LoggingConfig"]["ApplicationLogLevel"] = "WARN"


@breaks(checks.the_function_runs_as_designed)
def an_old_token_is_used_no_longer_than_a_fresh_one(template):
    of(template, "Function")["Environment"]["Variables"]["CONNECT_TOKEN_MAX_STALE"] = {"Ref": "TokenTtl"}


@breaks(checks.the_function_runs_as_designed)
def the_function_logs_elsewhere(template):
    of(template, "Function")["LoggingConfig"]["LogGroup"] = {"Ref": "AccessLogGroup"}


@breaks(checks.the_function_runs_as_designed)
def logs_are_kept_for_ever(template):
    of(template, "AccessLogGroup")["RetentionInDays"] = 0


@breaks(checks.the_function_runs_as_designed)
def reserved_concurrency_is_forgotten(template):
    del of(template, "Function")["ReservedConcurrentExecutions"]


@breaks(checks.the_function_runs_as_designed)
def provisioned_concurrency_is_forgotten(template):
    del of(template, "Function")["ProvisionedConcurrencyConfig"]


@breaks(checks.an_email_counts_only_by_its_own_claim)
def another_email_claim_needs_no_verified_claim(template):
    del template["Rules"]["OtherEmailClaim"]


@breaks(checks.an_email_counts_only_by_its_own_claim)
def the_usual_email_claim_needs_a_verified_claim_too(template):
    template["Rules"]["OtherEmailClaim"]["RuleCondition"] = {"Fn::Equals": [{"Ref": "EmailClaim"}, {"Ref": "EmailClaim"}]}


@breaks(checks.an_email_counts_only_by_its_own_claim)
def the_verified_claim_is_forgotten(template):
    del of(template, "Function")["Environment"]["Variables"]["CONNECT_CALLER_EMAIL_VERIFIED_CLAIM"]


@breaks(checks.an_email_counts_only_by_its_own_claim)
def the_verified_claim_is_that_of_the_usual_email(template):
    of(template, "Function")["Environment"]["Variables"]["CONNECT_CALLER_EMAIL_VERIFIED_CLAIM"] = "email_verified"


@breaks(checks.claims_may_have_a_namespace, "dev")
def a_claim_may_have_no_namespace(template):
    template["Parameters"]["EmailVerifiedClaim"]["AllowedPattern"] = "^([A-Za-z0-9._-]{0,128})$"


@breaks(checks.claims_may_have_a_namespace)
def a_claim_may_be_an_expression(template):
    template["Parameters"]["EmailClaim"]["AllowedPattern"] = "^([A-Za-z0-9._:/${}-]{1,128})$"


@breaks(checks.claims_may_have_a_namespace)
def a_claim_may_be_empty(template):
    template["Parameters"]["EmailClaim"]["AllowedPattern"] = "^([A-Za-z0-9._:/-]{0,128})$"


@breaks(checks.the_roles_allow_what_is_called_and_nothing_else)
def the_function_may_read_every_secret(template):
    of(template, "FunctionRole")["Policies"][0]["PolicyDocument"]["Statement"][2]["Resource"] = "*"


@breaks(checks.the_roles_allow_what_is_called_and_nothing_else)
def the_function_may_write_the_secret(template):
    of(template, "FunctionRole")["Policies"][0]["PolicyDocument"]["Statement"][2]["Action"] = "secretsmanager:*"


@breaks(checks.the_roles_allow_what_is_called_and_nothing_else)
def the_function_may_not_decrypt_the_secret(template):
    del of(template, "FunctionRole")["Policies"][0]["PolicyDocument"]["Statement"][3]


@breaks(checks.the_roles_allow_what_is_called_and_nothing_else)
def lambda_may_make_no_network_interface(template):
    network(template, "JoinNetwork")["Action"].remove("ec2:CreateNetworkInterface")


@breaks(checks.the_roles_allow_what_is_called_and_nothing_else, "dev")
def the_role_may_change_networks_without_a_vpc(template):
    statements = of(template, "FunctionRole")["Policies"][0]["PolicyDocument"]["Statement"]
    statements.append(network(template, "JoinNetwork"))


@breaks(checks.the_function_joins_a_vpc_with_both_subnets_and_security_groups_or_stays_out)
def the_function_stays_out_of_the_vpc(template):
    del of(template, "Function")["VpcConfig"]


@breaks(checks.the_function_joins_a_vpc_with_both_subnets_and_security_groups_or_stays_out, "dev")
def subnets_may_come_alone(template):
    del template["Rules"]["Subnets"]


@breaks(checks.the_function_joins_a_vpc_with_both_subnets_and_security_groups_or_stays_out, "dev")
def security_groups_may_come_alone(template):
    del template["Rules"]["SecurityGroups"]


@breaks(checks.the_code_of_the_function_may_do_nothing_to_the_network)
def the_code_may_make_network_interfaces(template):
    network(template, "NoNetworkForTheCode")["Action"].remove("ec2:CreateNetworkInterface")


@breaks(checks.the_code_of_the_function_may_do_nothing_to_the_network)
def lambda_is_denied_what_the_code_is(template):
    del network(template, "NoNetworkForTheCode")["Condition"]


@breaks(checks.the_way_out_is_the_proxy_and_the_authorities_that_were_given)
def the_proxy_does_not_reach_the_function(template):
    del of(template, "Function")["Environment"]["Variables"]["QUARKUS_PROXY_HOST"]


@breaks(checks.the_way_out_is_the_proxy_and_the_authorities_that_were_given)
def hosts_without_the_proxy_are_separated_by_commas(template):
    of(template, "Function")["Environment"]["Variables"]["QUARKUS_PROXY_NON_PROXY_HOSTS"]["Fn::If"][1]["Fn::Join"][0] = ","


@breaks(checks.the_way_out_is_the_proxy_and_the_authorities_that_were_given)
def certificates_are_named_and_not_used(template):
    del of(template, "Function")["Environment"]["Variables"]["QUARKUS_REST_CLIENT_TLS_CONFIGURATION_NAME"]


@breaks(checks.the_way_out_is_the_proxy_and_the_authorities_that_were_given, "dev")
def certificates_that_nobody_gave_are_used(template):
    of(template, "Function")["Environment"]["Variables"]["QUARKUS_REST_CLIENT_TLS_CONFIGURATION_NAME"] = "upstream"


@breaks(checks.the_way_out_is_the_proxy_and_the_authorities_that_were_given)
def the_layer_is_not_there(template):
    del of(template, "Function")["Layers"]


@breaks(checks.the_way_out_is_the_proxy_and_the_authorities_that_were_given, "dev")
def a_layer_may_come_alone(template):
    del template["Rules"]["TrustLayer"]


@breaks(checks.the_way_out_is_the_proxy_and_the_authorities_that_were_given, "dev")
def hosts_without_the_proxy_may_come_alone(template):
    del template["Rules"]["HostsWithoutTheProxy"]


@breaks(checks.a_proxy_is_a_host_alone_and_a_certificate_a_file)
def a_proxy_may_have_a_scheme_and_a_password(template):
    template["Parameters"]["ProxyHost"]["AllowedPattern"] = "^([A-Za-z0-9.:/@-]{0,253})$"


@breaks(checks.a_proxy_is_a_host_alone_and_a_certificate_a_file)
def everything_may_go_past_the_proxy(template):
    template["Parameters"]["NonProxyHosts"]["AllowedPattern"] = "^([A-Za-z0-9.*-]{0,253})$"


@breaks(checks.a_proxy_is_a_host_alone_and_a_certificate_a_file)
def a_certificate_may_be_anywhere(template):
    template["Parameters"]["TrustedCertificates"]["AllowedPattern"] = "^([A-Za-z0-9._/-]{0,253})$"


@breaks(checks.the_roles_allow_what_is_called_and_nothing_else)
def a_role_has_a_policy_of_aws(template):
    of(template, "DeploymentRole")["ManagedPolicyArns"] = ["arn:aws:iam::aws:policy/AdministratorAccess"]


@breaks(checks.the_roles_allow_what_is_called_and_nothing_else)
def a_role_has_no_boundary(template):
    del of(template, "DeploymentRole")["PermissionsBoundary"]


@breaks(checks.the_roles_allow_what_is_called_and_nothing_else)
def there_is_another_role(template):
    template["Resources"]["OtherRole"] = template["Resources"]["FunctionRole"]


@breaks(checks.the_roles_allow_what_is_called_and_nothing_else)
def the_function_has_the_role_of_deployments(template):
    of(template, "Function")["Role"] = {"Fn::GetAtt": ["DeploymentRole", "Arn"]}


@breaks(checks.a_secret_of_the_stack_outlives_it_and_is_never_overwritten, "dev")
def the_token_goes_with_the_stack(template):
    template["Resources"]["TokenSecret"]["DeletionPolicy"] = "Delete"


@breaks(checks.a_secret_of_the_stack_outlives_it_and_is_never_overwritten, "dev")
def the_secret_has_a_value_in_the_template(template):
    of(template, "TokenSecret")["SecretString"] = '{"token":"placeholder"}'


@breaks(checks.whatever_configures_a_version_publishes_one)
def a_changed_parameter_publishes_nothing(template):
    content = of(template, "ConfigurationVersion")["Content"]["Fn::Join"][1]
    content.remove({"Fn::Join": [",", {"Ref": "CallbackUrls"}]})


@breaks(checks.whatever_configures_a_version_publishes_one)
def another_verified_claim_publishes_nothing(template):
    of(template, "ConfigurationVersion")["Content"]["Fn::Join"][1].remove({"Fn::Sub": "email verified claim ${EmailVerifiedClaim}"})


@breaks(checks.whatever_configures_a_version_publishes_one)
def a_parameter_that_changes_no_version_publishes_one(template):
    of(template, "ConfigurationVersion")["Content"]["Fn::Join"][1].append({"Ref": "ReservedConcurrency"})


@breaks(checks.whatever_configures_a_version_publishes_one)
def another_age_of_the_token_publishes_nothing(template):
    of(template, "ConfigurationVersion")["Content"]["Fn::Join"][1].remove({"Fn::Sub": "token ${TokenTtl} ${TokenMaxStale}"})


@breaks(checks.whatever_configures_a_version_publishes_one)
def the_text_of_the_function_is_another_one(template):
    of(template, "Function")["Tags"]["team"] = "checkout"


@breaks(checks.whatever_configures_a_version_publishes_one)
def all_versions_have_one_description(template):
    of(template, "Function")["Description"] = "Gigs Connect Gateway"


@breaks(checks.whatever_configures_a_version_publishes_one)
def the_version_is_described_otherwise(template):
    of(template, "Function")["VersionDescription"] = "latest"


@breaks(checks.whatever_configures_a_version_publishes_one)
def old_versions_are_deleted(template):
    template["Resources"]["Function"]["UpdateReplacePolicy"] = "Delete"


@breaks(checks.whatever_configures_a_version_publishes_one)
def old_versions_of_the_code_are_deleted(template):
    template["Resources"]["Function"]["DeletionPolicy"] = "Delete"


@breaks(checks.a_deployment_watches_the_new_version_alone)
def a_rollback_watches_every_version(template):
    of(template, "Function")["DeploymentPreference"]["Alarms"].append({"Ref": "FunctionErrorsAlarm"})


@breaks(checks.a_deployment_watches_the_new_version_alone)
def slowness_does_not_roll_back(template):
    of(template, "Function")["DeploymentPreference"]["Alarms"].remove({"Ref": "NewVersionLatencyAlarm"})


@breaks(checks.a_deployment_watches_the_new_version_alone)
def slowness_of_all_versions_rolls_back(template):
    of(template, "Function")["DeploymentPreference"]["Alarms"][2] = {"Ref": "LatencyAlarm"}


@breaks(checks.a_deployment_watches_the_new_version_alone)
def slowness_of_an_old_version_rolls_back(template):
    of(template, "NewVersionLatencyAlarm")["Metrics"][1]["MetricStat"]["Metric"]["Dimensions"] = [{"Name": "Version", "Value": "41"}]


@breaks(checks.a_deployment_watches_the_new_version_alone)
def alias_and_alarm_wait_for_one_another(template):
    of(template, "NewVersionErrorsAlarm")["Dimensions"][1]["Value"] = {"Ref": "Function.Alias"}


@breaks(checks.a_custom_domain_replaces_the_address_of_aws)
def the_address_of_aws_stays_open(template):
    of(template, "Api")["DisableExecuteApiEndpoint"] = False


@breaks(checks.a_custom_domain_replaces_the_address_of_aws)
def the_domain_speaks_old_tls(template):
    of(template, "Domain")["DomainNameConfigurations"][0]["SecurityPolicy"] = "TLS_1_0"


@breaks(checks.a_custom_domain_replaces_the_address_of_aws, "dev")
def a_domain_is_mapped_that_is_not_there(template):
    del template["Resources"]["DomainMapping"]["Condition"]
    of(template, "DomainMapping")["DomainName"] = "connect.example.com"


@breaks(checks.a_custom_domain_replaces_the_address_of_aws)
def the_path_is_not_mapped(template):
    del of(template, "DomainMapping")["ApiMappingKey"]


@breaks(checks.a_custom_domain_replaces_the_address_of_aws)
def the_path_is_missing_in_the_output(template):
    template["Outputs"]["ApiUrl"]["Value"]["Fn::If"][1]["Fn::Sub"][1]["Path"] = ""


@breaks(checks.a_custom_domain_replaces_the_address_of_aws, EXISTING)
def a_domain_that_exists_is_made_again(template):
    template["Resources"]["Domain"]["Condition"] = "HasDomain"
    of(template, "Domain")["DomainName"] = "api.example.com"


@breaks(checks.a_custom_domain_replaces_the_address_of_aws, EXISTING)
def the_address_of_aws_stays_open_beside_a_domain_that_exists(template):
    of(template, "Api")["DisableExecuteApiEndpoint"] = {"Fn::If": ["MakeDomain", True, False]}


@breaks(checks.a_custom_domain_replaces_the_address_of_aws, EXISTING)
def the_button_is_elsewhere(template):
    template["Outputs"]["ButtonUrl"]["Value"] = {"Fn::Sub": "https://${ExistingDomainName}/gigs-connect-button.js"}


@breaks(checks.there_is_at_most_one_custom_domain_and_a_path_only_on_one)
def there_may_be_two_domains(template):
    template["Rules"]["ExistingDomain"]["Assertions"].pop(0)


@breaks(checks.there_is_at_most_one_custom_domain_and_a_path_only_on_one)
def a_certificate_that_nobody_uses_is_taken(template):
    template["Rules"]["ExistingDomain"]["Assertions"].pop(1)


@breaks(checks.there_is_at_most_one_custom_domain_and_a_path_only_on_one, EXISTING)
def a_path_needs_no_domain(template):
    del template["Rules"]["MappingKey"]


@breaks(checks.there_is_at_most_one_custom_domain_and_a_path_only_on_one)
def a_path_needs_a_domain_of_the_stack(template):
    template["Rules"]["MappingKey"]["Assertions"][0]["Assert"] = {"Fn::Not": [{"Fn::Equals": [{"Ref": "DomainName"}, ""]}]}


@breaks(checks.there_is_at_most_one_custom_domain_and_a_path_only_on_one)
def a_path_may_end_in_a_slash(template):
    template["Parameters"]["ApiMappingKey"]["AllowedPattern"] = "^([A-Za-z0-9._/-]{0,64})$"


@breaks(checks.everything_is_tagged)
def something_has_no_tags(template):
    del of(template, "AlarmKey")["Tags"]


@breaks(checks.it_deploys_in_any_partition)
def an_arn_names_a_partition(template):
    of(template, "ApiPermission")["SourceArn"] = {"Fn::Sub": "arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*"}


@breaks(checks.it_deploys_in_any_partition)
def a_host_names_a_partition(template):
    of(template, "FunctionRole")["Policies"][0]["PolicyDocument"]["Statement"][3]["Fn::If"][1]["Condition"]["StringEquals"]["kms:ViaService"] = {
        "Fn::Sub": "secretsmanager.${AWS::Region}.amazonaws.com"
    }
