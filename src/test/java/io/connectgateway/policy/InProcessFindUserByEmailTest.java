package io.connectgateway.policy;

import io.connectgateway.Authorizer;
import io.connectgateway.GatewayTest;
import io.quarkus.test.junit.TestProfile;

@GatewayTest
@TestProfile(FindUserByEmailTest.LookUp.class)
class InProcessFindUserByEmailTest extends FindUserByEmailTest {

    InProcessFindUserByEmailTest() {
        super(Authorizer.JWT);
    }
}
