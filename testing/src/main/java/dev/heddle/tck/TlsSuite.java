package dev.heddle.tck;

import org.junit.jupiter.api.Nested;

/** The sections on TLS. */
@SuppressWarnings("ClassCanBeStatic") // JUnit wants the sections to be inner classes, and each has the suite's harness
abstract class TlsSuite extends PolicySuite {

    /** For subclasses. */
    TlsSuite() {}

    @Nested
    class Tls extends TlsContract {
        @Override
        protected ReactorHarness openHarness() {
            return TlsSuite.this.openHarness();
        }
    }

    @Nested
    class TlsClosing extends TlsClosingContract {
        @Override
        protected ReactorHarness openHarness() {
            return TlsSuite.this.openHarness();
        }
    }

    @Nested
    class TlsAgreeing extends TlsAgreeingContract {
        @Override
        protected ReactorHarness openHarness() {
            return TlsSuite.this.openHarness();
        }
    }

    @Nested
    class StartTls extends StartTlsContract {
        @Override
        protected ReactorHarness openHarness() {
            return TlsSuite.this.openHarness();
        }
    }

    @Nested
    class Pem extends PemContract {
        @Override
        protected ReactorHarness openHarness() {
            return TlsSuite.this.openHarness();
        }
    }
}
