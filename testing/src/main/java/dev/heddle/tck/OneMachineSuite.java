package dev.heddle.tck;

import org.junit.jupiter.api.Nested;

/** The sections on what stays on one machine: UNIX sockets, what is inherited, and processes. */
@SuppressWarnings("ClassCanBeStatic") // JUnit wants the sections to be inner classes, and each has the suite's harness
abstract class OneMachineSuite extends TlsSuite {

    /** For subclasses. */
    OneMachineSuite() {}

    @Nested
    class Unix extends UnixContract {
        @Override
        protected ReactorHarness openHarness() {
            return OneMachineSuite.this.openHarness();
        }
    }

    @Nested
    class UnixFiles extends UnixFileContract {
        @Override
        protected ReactorHarness openHarness() {
            return OneMachineSuite.this.openHarness();
        }
    }

    @Nested
    class Processes extends ProcessContract {
        @Override
        protected ReactorHarness openHarness() {
            return OneMachineSuite.this.openHarness();
        }
    }

    @Nested
    class ProcessStops extends ProcessStopContract {
        @Override
        protected ReactorHarness openHarness() {
            return OneMachineSuite.this.openHarness();
        }
    }

    @Nested
    class Inherited extends InheritedContract {
        @Override
        protected ReactorHarness openHarness() {
            return OneMachineSuite.this.openHarness();
        }
    }

    @Nested
    class ProcessOutputs extends ProcessOutputContract {
        @Override
        protected ReactorHarness openHarness() {
            return OneMachineSuite.this.openHarness();
        }
    }
}
