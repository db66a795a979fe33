package io.connectgateway.log;

import io.connectgateway.FaultyUpstream;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@WithTestResource(FaultyUpstream.class)
class InProcessRequestLogTest extends RequestLogTest {}
