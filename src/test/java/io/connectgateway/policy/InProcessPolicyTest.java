package io.connectgateway.policy;

import io.connectgateway.GatewayTest;

@GatewayTest
class InProcessPolicyTest extends PolicyTest {}
