package io.connectgateway.token;

import io.connectgateway.GatewayTest;

@GatewayTest
class InProcessRotationTest extends RotationTest {}
