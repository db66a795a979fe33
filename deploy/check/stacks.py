"""The stacks that are checked: a template and its parameters, by a name."""

from cloudformation import ROOT, Deployment, read_template

GATEWAY = ROOT / "template.yaml"
MONITORING = ROOT / "deploy/monitoring.yaml"
DOMAIN = ROOT / "deploy/domain.yaml"

# A deployment needs at least these parameters. The authorizer's function replaces issuer and audiences.
REQUIRED = {
    "GigsProject": "example-mobile",
    "Architecture": "arm64",
    "JwtIssuer": "https://id.example.com/",
    "JwtAudiences": "https://connect.example.com,shop",
    "AllowedOrigins": "https://shop.example.com,https://www.example.com:8443",
}
AUTHORIZER = {"AuthorizerFunctionArn": "arn:aws:lambda:eu-central-1:111122223333:function:shop-authorizer:live",
    "JwtIssuer": "", "JwtAudiences": ""}
EVERYTHING = REQUIRED | {
    "Architecture": "x86_64",
    "AllowedOrigins": "https://shop.example.com,capacitor://localhost",
    "SecretArn": "arn:aws:secretsmanager:eu-central-1:111122223333:secret:gigs/token-AbCdEf",
    "UserClaim": "https://example.com/gigs_user",
    "EmailClaim": "https://example.com/email",
    "EmailVerifiedClaim": "https://example.com/email_verified",
    "FindUserByEmail": "true",
    "BackendScope": "gateway:backend",
    "CallbackUrls": "https://shop.example.com/done,http://localhost:3000/,myapp://done",
    "Intents": "checkoutNewSubscription,viewSubscriptions",
    "Plans": "pln_0SNlurA049MEWV1234567890,pln_2",
    "Addons": "add_0SNlurA049MEWV1234567890",
    "CheckOwnership": "true",
    "CreateRateLimit": "7",
    "CreateBurstLimit": "9",
    "MemorySize": "1024",
    "SubnetIds": "subnet-0a1b2c3d4e5f60718,subnet-0a1b2c3d4e5f60719",
    "SecurityGroupIds": "sg-0a1b2c3d4e5f60718",
    "LogRetentionDays": "90",
}
OUTPUTS = {
    "ApiId": "a1b2c3d4e5",
    "FunctionName": "gateway-Function-AbCdEf",
    "FunctionLogGroup": "/aws/lambda/gateway",
    "AccessLogGroup": "/aws/vendedlogs/gateway/access",
}
STACKS = {
    "least": (GATEWAY, REQUIRED),
    "everything": (GATEWAY, EVERYTHING),
    "authorizer": (GATEWAY, REQUIRED | AUTHORIZER),
    "monitoring": (MONITORING, OUTPUTS | {"AlarmEmail": "on-call@example.com"}),
    "domain": (
        DOMAIN,
        {
            "ApiId": OUTPUTS["ApiId"],
            "DomainName": "api.example.com",
            "CertificateArn": "arn:aws:acm:eu-central-1:111122223333:certificate/1f5e2c9a-0a9b-4c7e-8a40-7d0d6f8f3b2a",
            "ApiMappingKey": "shop/connect-v1",
            "HostedZoneId": "Z0123456789ABCDEFGHIJ",
        },
    ),
    "cognito": (
        ROOT / "examples/cognito/template.yaml",
        {"DomainPrefix": "shop-customers", "ShopCallbackUrls": "https://shop.example/login",
            "ShopLogoutUrls": "https://shop.example/"},
    ),
    "cookie-authorizer": (
        ROOT / "examples/cookie-authorizer/template.yaml",
        {
            "Origin": "https://shop.example",
            "SessionSecretArn": "arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/session-AbCdEf",
        },
    ),
    "gigs-webhooks": (
        ROOT / "examples/gigs-webhooks/template.yaml",
        {
            "GigsProject": "example-mobile",
            "GigsTokenSecretArn": EVERYTHING["SecretArn"],
            "WebhookSecretArn": "arn:aws:secretsmanager:eu-central-1:111122223333:secret:gigs/webhook-AbCdEf",
            "UserPoolId": "eu-central-1_AbCdEfGhI",
        },
    ),
}


def deployed(name, break_=lambda template: None, **parameters):
    """The deployment of a stack, after its template was changed."""
    file, given = STACKS[name]
    template = read_template(file)
    break_(template)
    return Deployment(template, given | parameters)
