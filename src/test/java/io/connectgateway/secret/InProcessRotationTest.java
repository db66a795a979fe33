package io.connectgateway.secret;

import io.connectgateway.GatewayTest;

@GatewayTest
class InProcessRotationTest extends RotationTest {}
