package dev.heddle.tck;

import org.junit.jupiter.api.Nested;

/** The sections on policies and services. */
@SuppressWarnings("ClassCanBeStatic") // JUnit wants the sections to be inner classes, and each has the suite's harness
abstract class PolicySuite extends DeferredSuite {

    /** For subclasses. */
    PolicySuite() {}

    @Nested
    class Wrappers extends WrapperContract {
        @Override
        protected ReactorHarness openHarness() {
            return PolicySuite.this.openHarness();
        }
    }

    @Nested
    class Limits extends PolicyContract {
        @Override
        protected ReactorHarness openHarness() {
            return PolicySuite.this.openHarness();
        }
    }

    @Nested
    class Bandwidth extends BandwidthContract {
        @Override
        protected ReactorHarness openHarness() {
            return PolicySuite.this.openHarness();
        }
    }

    @Nested
    class WrappedTls extends WrappedTlsContract {
        @Override
        protected ReactorHarness openHarness() {
            return PolicySuite.this.openHarness();
        }
    }

    @Nested
    class Retrying extends RetryContract {
        @Override
        protected ReactorHarness openHarness() {
            return PolicySuite.this.openHarness();
        }
    }

    @Nested
    class Clients extends ClientServiceContract {
        @Override
        protected ReactorHarness openHarness() {
            return PolicySuite.this.openHarness();
        }
    }

    @Nested
    class Lasting extends ServiceContract {
        @Override
        protected ReactorHarness openHarness() {
            return PolicySuite.this.openHarness();
        }
    }
}
