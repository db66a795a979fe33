"""The parameters of a dev and a prod stack: what samconfig.toml says, with the answers somebody gives to `sam deploy --guided`."""

from cloudformation import configured_parameters

KEY = "arn:aws:kms:eu-central-1:111122223333:key/4d0a4b9e-3f6b-4b35-8f1e-3c9d5a1b2c3d"

# A good value other than the default, for each parameter that has no list of values or bounds.
SAMPLES = {
    "Stage": "test",
    "GigsProject": "example-mobile",
    "SecretArn": "arn:aws:secretsmanager:eu-central-1:111122223333:secret:gigs/token-AbCdEf",
    "SecretKmsKeyArn": KEY,
    "TokenTtl": "PT90S",
    "TokenMaxStale": "PT1H30M",
    "SessionOrigins": "https://connect.gigs.com,https://connect.example.com",
    "JwtIssuer": "https://id.example.com/",
    "JwtAudiences": "https://connect.example.com,shop",
    "AuthorizerFunctionArn": "arn:aws:lambda:eu-central-1:111122223333:function:shop-authorizer:live",
    "AuthorizerIdentitySource": "$request.header.Cookie",
    "CreateScopes": "connect:create",
    "RetrieveScopes": "connect:read,connect:backend",
    "UpdateScopes": "connect:update",
    "UserClaim": "https://example.com/gigs_user",
    "EmailClaim": "https://example.com/email",
    "EmailVerifiedClaim": "https://example.com/email_verified",
    "BackendScope": "gateway:backend",
    "CallbackUrls": "https://shop.example.com/done,http://localhost:3000/,myapp://done",
    "Plans": "pln_0SNlurA049MEWV1234567890,pln_2",
    "Addons": "add_0SNlurA049MEWV1234567890",
    "AllowedOrigins": "https://shop.example.com,https://www.example.com:8443",
    "DomainName": "connect.example.com",
    "CertificateArn": "arn:aws:acm:eu-central-1:111122223333:certificate/1f5e2c9a-0a9b-4c7e-8a40-7d0d6f8f3b2a",
    "HostedZoneId": "Z0123456789ABCDEFGHIJ",
    "ExistingDomainName": "api.example.com",
    "ApiMappingKey": "shop/connect-v1",
    "Release": "2026-11-24.2",
    "PermissionsBoundaryArn": "arn:aws:iam::111122223333:policy/boundary",
    "SubnetIds": "subnet-0a1b2c3d4e5f60718,subnet-0a1b2c3d4e5f60719",
    "SecurityGroupIds": "sg-0a1b2c3d4e5f60718",
    "ProxyHost": "proxy.example.com",
    "NonProxyHosts": "secretsmanager.eu-central-1.amazonaws.com,*.internal.example.com",
    "TrustedCertificates": "/opt/company.pem,/etc/pki/tls/certs/ca-bundle.crt",
    "TrustLayerArn": "arn:aws:lambda:eu-central-1:111122223333:layer:company-ca:3",
    "LogsKmsKeyArn": KEY,
    "AlarmTopicArn": "arn:aws:sns:eu-central-1:111122223333:on-call",
    "AlarmEmail": "on-call@example.com",
}

_ALWAYS = {name: SAMPLES[name] for name in ("GigsProject", "AllowedOrigins")}
_REQUIRED = _ALWAYS | {name: SAMPLES[name] for name in ("JwtIssuer", "JwtAudiences")}
_OTHERWISE = ("Stage", "AlarmTopicArn", "ExistingDomainName", "AuthorizerFunctionArn", "AuthorizerIdentitySource")

STAGES = {
    # The four answers without which nothing can be deployed.
    "dev": configured_parameters("dev") | _REQUIRED,
    # Every option taken, but for the topic and the domain, which the stack makes, and the function that checks callers in place of JwtIssuer.
    "prod": configured_parameters("prod")
    | {name: value for name, value in SAMPLES.items() if name not in _OTHERWISE}
    | {"Architecture": "x86_64", "ReservedConcurrency": "100", "ProvisionedConcurrency": "2", "DetailedMetrics": "true"},
    # The same with a topic that exists.
    "prod with its own topic": configured_parameters("prod") | _REQUIRED | {"AlarmTopicArn": SAMPLES["AlarmTopicArn"]},
    "prod on a domain that exists": configured_parameters("prod") | _REQUIRED | {"ExistingDomainName": SAMPLES["ExistingDomainName"], "ApiMappingKey": "connect"},
    "prod with a Lambda authorizer": configured_parameters("prod")
    | _ALWAYS
    | {"AuthorizerFunctionArn": SAMPLES["AuthorizerFunctionArn"], "AuthorizerCacheSeconds": "60"},
}

# Parameters of the templates of examples/, by their directory.
EXAMPLES = {
    "cognito": {
        "DomainPrefix": "shop-customers",
        "ShopCallbackUrls": "https://shop.example/login",
        "ShopLogoutUrls": "https://shop.example/",
    },
    "cookie-authorizer": {
        "Origin": "https://shop.example",
        "SessionSecretArn": "arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/session-AbCdEf",
    },
    "gigs-webhooks": {
        "GigsProject": "example-mobile",
        "GigsTokenSecretArn": SAMPLES["SecretArn"],
        "WebhookSecretArn": "arn:aws:secretsmanager:eu-central-1:111122223333:secret:gigs/webhook-AbCdEf",
        "UserPoolId": "eu-central-1_AbCdEfGhI",
    },
}
