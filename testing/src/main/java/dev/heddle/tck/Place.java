package dev.heddle.tck;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Where a {@link Scenario} is played that would disturb other tests, or that needs less than they have. */
public enum Place {

    /** A process that may have few files open. */
    FEW_DESCRIPTORS,

    /** A machine that is connected to nothing. */
    NO_NETWORK,

    /** A JVM whose virtual threads run one at a time. */
    ONE_CARRIER;

    /** What comes before a command that is to be run there. */
    List<String> entrance() {
        return switch (this) {
            case FEW_DESCRIPTORS -> List.of("sh", "-c", "ulimit -n 256 && exec \"$@\"", "sh");
            case NO_NETWORK -> List.of("unshare", "--map-root-user", "--net");
            case ONE_CARRIER -> List.of();
        };
    }

    /** What the JVM is told there. */
    List<String> jvmOptions() {
        return switch (this) {
            case FEW_DESCRIPTORS, NO_NETWORK -> List.of();
            case ONE_CARRIER ->
                List.of("-Djdk.virtualThreadScheduler.parallelism=1", "-Djdk.virtualThreadScheduler.maxPoolSize=1");
        };
    }

    /** {@code command}, to be run there. */
    List<String> enter(List<String> command) {
        List<String> entering = new ArrayList<>(entrance());
        entering.addAll(command);
        return entering;
    }

    /** Whether this machine lets us in there. */
    boolean isOpen() throws InterruptedException {
        if (entrance().isEmpty()) {
            return true;
        }
        try {
            Process tried = new ProcessBuilder(enter(List.of("true")))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return tried.waitFor() == 0;
        } catch (IOException unknownHere) {
            return false;
        }
    }
}
