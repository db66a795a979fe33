package io.connectgateway.policy;

import io.connectgateway.PackagedTest;
import io.quarkus.test.junit.TestProfile;

@PackagedTest
@TestProfile(AllSwitchesOn.class)
class PackagedOptionsIT extends OptionsTest {}
