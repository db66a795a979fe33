package io.connectgateway.log;

import io.connectgateway.FaultyUpstream;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = FaultyUpstream.class, restrictToAnnotatedClass = true)
class InProcessRequestLogTest extends RequestLogTest {}
