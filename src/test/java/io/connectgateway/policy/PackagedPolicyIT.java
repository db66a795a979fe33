package io.connectgateway.policy;

import io.connectgateway.PackagedTest;

@PackagedTest
class PackagedPolicyIT extends PolicyTest {}
