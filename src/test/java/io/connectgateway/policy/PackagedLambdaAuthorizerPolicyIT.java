package io.connectgateway.policy;

import io.connectgateway.Authorizer;
import io.connectgateway.PackagedTest;

@PackagedTest
class PackagedLambdaAuthorizerPolicyIT extends PolicyTest {

    PackagedLambdaAuthorizerPolicyIT() {
        super(Authorizer.LAMBDA);
    }
}
