package io.connectgateway.policy;

import io.connectgateway.Authorizer;
import io.connectgateway.PackagedTest;
import io.quarkus.test.junit.TestProfile;

@PackagedTest
@TestProfile(OwnershipTest.Checked.class)
class PackagedOwnershipIT extends OwnershipTest {

    PackagedOwnershipIT() {
        super(Authorizer.JWT);
    }
}
