package io.connectgateway.policy;

import io.connectgateway.Authorizer;
import io.connectgateway.PackagedTest;

@PackagedTest
class PackagedPolicyIT extends PolicyTest {

    PackagedPolicyIT() {
        super(Authorizer.JWT);
    }
}
