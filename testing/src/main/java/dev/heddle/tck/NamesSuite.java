package dev.heddle.tck;

import org.junit.jupiter.api.Nested;

/** Section N of the contract, on names and endpoints. */
@SuppressWarnings("ClassCanBeStatic") // as in ReactorSuite
public abstract class NamesSuite extends OneMachineSuite {

    /** For subclasses. */
    protected NamesSuite() {}

    @Nested
    class Eyeballs extends EyeballsContract {
        @Override
        protected ReactorHarness openHarness() {
            return NamesSuite.this.openHarness();
        }
    }

    @Nested
    class Names extends NamesContract {
        @Override
        protected ReactorHarness openHarness() {
            return NamesSuite.this.openHarness();
        }
    }

    @Nested
    class Endpoints extends EndpointContract {
        @Override
        protected ReactorHarness openHarness() {
            return NamesSuite.this.openHarness();
        }
    }

    @Nested
    class EndpointStrings extends EndpointStringContract {
        @Override
        protected ReactorHarness openHarness() {
            return NamesSuite.this.openHarness();
        }
    }

    @Nested
    class ProxyHeaders extends ProxyHeaderContract {
        @Override
        protected ReactorHarness openHarness() {
            return NamesSuite.this.openHarness();
        }
    }

    @Nested
    class TlsEndpoints extends TlsEndpointContract {
        @Override
        protected ReactorHarness openHarness() {
            return NamesSuite.this.openHarness();
        }
    }
}
