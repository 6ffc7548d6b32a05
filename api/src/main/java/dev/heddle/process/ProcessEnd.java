package dev.heddle.process;

import java.io.IOException;
import java.util.Objects;

/** How a process ended: the last that its protocol is told. */
public sealed interface ProcessEnd {

    /**
     * It ran, and exited.
     *
     * @param exitCode 0 for success; where a signal ended the process, 128 and the signal's number, as shells say
     */
    record Exited(int exitCode) implements ProcessEnd {

        /** Whether the exit code is 0. */
        public boolean isSuccess() {
            return exitCode == 0;
        }
    }

    /**
     * It could not be started, and the protocol was told nothing else.
     *
     * @param cause what the system said, such as that there is no such program
     */
    record NotStarted(IOException cause) implements ProcessEnd {

        /** Checks that there is a cause. */
        public NotStarted {
            Objects.requireNonNull(cause, "cause");
        }
    }

    /**
     * Its protocol threw, and so it was killed.
     *
     * @param cause what the protocol threw first
     */
    record ProtocolFailed(Throwable cause) implements ProcessEnd {

        /** Checks that there is a cause. */
        public ProtocolFailed {
            Objects.requireNonNull(cause, "cause");
        }
    }
}
