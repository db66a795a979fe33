package io.connectgateway.gigs;

import io.connectgateway.FaultyUpstream;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = FaultyUpstream.class, restrictToAnnotatedClass = true)
class InProcessOtherAnswersTest extends OtherAnswersTest {}
