package io.connectgateway.policy;

import io.connectgateway.Authorizer;
import io.connectgateway.GatewayTest;

@GatewayTest
class InProcessLambdaAuthorizerPolicyTest extends PolicyTest {

    InProcessLambdaAuthorizerPolicyTest() {
        super(Authorizer.LAMBDA);
    }
}
