package io.connectgateway.button;

import io.connectgateway.GatewayTest;

@GatewayTest
class InProcessButtonModulesTest extends ButtonModulesTest {}
