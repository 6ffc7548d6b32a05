package dev.heddle.benchmarks;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the arms. */
public final class Arms {

    /** The backend that the others are compared with. */
    public static final String SELECTOR = "selector";

    /** The other backend. */
    public static final String LOOM = "loom";

    private static final String PACKAGE = "dev.heddle.benchmarks.arms";

    private Arms() {}

    /** The names of all arms: the two backends before all, then in the order of roles, and in that of the alphabet. */
    public static List<String> names() {
        return names(Arm.class);
    }

    /** The names of the arms that can do one kind of work, in the same order. */
    public static List<String> names(Class<? extends Arm> kind) {
        return Listing.classes(PACKAGE, Arm.class)
                .filter(kind::isAssignableFrom)
                .map(found -> Listing.kebabCase(found.getSimpleName()))
                .sorted(Comparator.comparing(Arms::isOther)
                        .thenComparing(Arms::role)
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** The names of the arms that take part in comparisons of that size without being asked for. */
    public static List<String> names(Size size) {
        return names().stream().filter(name -> from(name).compareTo(size) <= 0).toList();
    }

    /** The reference comes first. */
    private static boolean isOther(String name) {
        return !name.equals(SELECTOR);
    }

    /** Whether there is an arm of that name that can do that kind of work. */
    public static boolean can(String name, Class<? extends Arm> kind) {
        return can(name, List.of(kind));
    }

    /** Whether there is an arm of that name that can do all those kinds of work. */
    public static boolean can(String name, Collection<Class<? extends Arm>> kinds) {
        return named(name)
                .filter(found -> kinds.stream().allMatch(kind -> kind.isAssignableFrom(found)))
                .isPresent();
    }

    /** What the arm of that name is, whether it can be had here or not. An arm that nobody knows is a peer. */
    public static Role role(String name) {
        return plays(name).map(Plays::value).orElse(Role.PEER);
    }

    /** Why the arm of that name takes no part in a workload at one of its settings, though it could, if it does not. */
    public static Optional<String> reasonToStayOut(String name, Workload workload, Parameters at) {
        return named(name).stream()
                .flatMap(found -> Arrays.stream(found.getAnnotationsByType(StaysOut.class)))
                .filter(out -> out.of() == workload.getClass())
                .filter(out -> out.where().isEmpty() || isBeyond(at.number(out.where()), out))
                .map(StaysOut::because)
                .findFirst();
    }

    private static boolean isBeyond(int value, StaysOut out) {
        return value > out.above() || value < out.below();
    }

    private static Size from(String name) {
        return plays(name).map(Plays::from).orElse(Size.PEERS);
    }

    private static Optional<Plays> plays(String name) {
        return named(name).flatMap(found -> Optional.ofNullable(found.getAnnotation(Plays.class)));
    }

    /**
     * Starts the arm of that name.
     *
     * @param kind what it is to do
     * @throws IllegalArgumentException if there is none that can do it; the message lists those that can
     * @throws IllegalStateException if it cannot be had on this machine; the message says why
     */
    public static <T extends Arm> T open(String name, Class<T> kind) {
        Class<? extends Arm> found = named(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no arm '" + name + "'; there are " + String.join(", ", names(kind))));
        if (!kind.isAssignableFrom(found)) {
            throw new IllegalArgumentException("arm '" + name + "' is no " + kind.getSimpleName() + "; these are: "
                    + String.join(", ", names(kind)));
        }
        try {
            return kind.cast(found.getConstructor().newInstance());
        } catch (InvocationTargetException refused) {
            throw new IllegalStateException(
                    "arm '" + name + "' cannot be had here: " + refused.getCause(), refused.getCause());
        } catch (ReflectiveOperationException unusable) {
            throw new IllegalStateException("arm '" + name + "' has no usable constructor", unusable);
        }
    }

    private static Optional<Class<? extends Arm>> named(String name) {
        return Listing.usable(PACKAGE + "." + Listing.className(name), Arm.class)
                .filter(found -> Listing.kebabCase(found.getSimpleName()).equals(name));
    }
}
