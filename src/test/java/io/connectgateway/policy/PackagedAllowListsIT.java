package io.connectgateway.policy;

import io.connectgateway.PackagedTest;
import io.quarkus.test.junit.TestProfile;

@PackagedTest
@TestProfile(AllowListsTest.FewThings.class)
class PackagedAllowListsIT extends AllowListsTest {}
