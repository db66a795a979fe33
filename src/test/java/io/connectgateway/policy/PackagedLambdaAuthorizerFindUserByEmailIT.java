package io.connectgateway.policy;

import io.connectgateway.Authorizer;
import io.connectgateway.PackagedTest;
import io.quarkus.test.junit.TestProfile;

@PackagedTest
@TestProfile(FindUserByEmailTest.LookUp.class)
class PackagedLambdaAuthorizerFindUserByEmailIT extends FindUserByEmailTest {

    PackagedLambdaAuthorizerFindUserByEmailIT() {
        super(Authorizer.LAMBDA);
    }
}
