package dev.heddle.benchmarks.workloads;

import dev.heddle.benchmarks.Arm;
import dev.heddle.benchmarks.EchoArm;
import dev.heddle.benchmarks.GroupArm;
import dev.heddle.benchmarks.Parameters;
import java.net.InetSocketAddress;
import java.util.List;

/** Where the two ends of an echo are: on how many loops the server is, and whether the clients have a process of their own. */
final class Ends {

    static final String LOOPS = "loops";
    static final String PROCESSES = "processes";

    private static final int MOST_LOOPS = 64;

    private Ends() {}

    /** One loop for the server, and one process for all. */
    static Parameters together(Parameters others) {
        return others.with(LOOPS, 1).with(PROCESSES, 1);
    }

    /** Whether they can be there. A loop without a connection would do nothing. */
    static boolean allows(Parameters at) {
        return at.isBetween(LOOPS, 1, MOST_LOOPS)
                && at.isBetween(PROCESSES, 1, 2)
                && at.number("connections") >= at.number(LOOPS);
    }

    static boolean areTogether(Parameters at) {
        return at.number(LOOPS) == 1 && at.number(PROCESSES) == 1;
    }

    static boolean areProcesses(Parameters at) {
        return at.number(PROCESSES) == 2;
    }

    /** What an arm must be able to do. */
    static List<Class<? extends Arm>> kinds(Parameters at) {
        return List.of(at.number(LOOPS) > 1 ? GroupArm.class : EchoArm.class);
    }

    /** Opens the port of a server. */
    static InetSocketAddress serve(EchoArm server, Parameters at) {
        if (at.number(LOOPS) == 1) {
            return server.echo();
        }
        if (server instanceof GroupArm group) {
            return group.echo(at.number(LOOPS));
        }
        throw new IllegalArgumentException(
                "an arm that has one loop cannot serve on loops=" + at.number(LOOPS) + ": choose loops=1");
    }

    /** For titles: nothing of what is usual. */
    static String inWords(Parameters at) {
        return (at.number(LOOPS) > 1 ? " by a group of " + at.grouped(LOOPS) : "")
                + (areProcesses(at) ? " in two processes" : "");
    }
}
