package dev.heddle.benchmarks;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the workloads. */
public final class Workloads {

    private static final String PACKAGE = "dev.heddle.benchmarks.workloads";

    /** What workloads are mainly about, in the order in which reports have it. */
    private static final List<Class<? extends Arm>> KINDS = List.of(
            TimerArm.class,
            ConnectArm.class,
            NetworkArm.class,
            EchoArm.class,
            StreamArm.class,
            RequestArm.class,
            FutureArm.class,
            TaskArm.class,
            TlsArm.class);

    /** One object for each, so that they can be compared. */
    private static final List<Workload> ALL = Listing.classes(PACKAGE, Workload.class)
            .<Workload>map(Workloads::make)
            .sorted(Comparator.comparingInt(Workloads::rank).thenComparing(Workload::name))
            .toList();

    private Workloads() {}

    /** All workloads: first by what they are mainly about, then in alphabetical order. */
    public static List<Workload> all() {
        return ALL;
    }

    /** The workload of that name. */
    public static Optional<Workload> named(String name) {
        return ALL.stream().filter(workload -> workload.name().equals(name)).findFirst();
    }

    private static int rank(Workload workload) {
        int rank = KINDS.indexOf(workload.kinds().get(0));
        return rank < 0 ? KINDS.size() : rank;
    }

    private static Workload make(Class<? extends Workload> found) {
        try {
            return found.getConstructor().newInstance();
        } catch (ReflectiveOperationException unusable) {
            throw new IllegalStateException(
                    "workload " + found.getName() + " has no usable constructor without parameters", unusable);
        }
    }
}
