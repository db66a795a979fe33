package io.connectgateway.button;

import io.connectgateway.PackagedTest;

@PackagedTest
class PackagedButtonModulesIT extends ButtonModulesTest {}
