package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.Arm;
import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.Workload;
import dev.heddle.benchmarks.Workloads;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The part of a comparison that says what takes part in it, if not what is usual for its size. */
final class Selection {

    @Option(
            names = "--workloads",
            paramLabel = "WORD",
            description =
                    "only those of all workloads that have one of these names, such as timer-churn, or else one of"
                            + " these words in their title, such as futures, connect or tls; with all arms that can do"
                            + " them. Several have commas between, or the option is given several times")
    private List<String> words = List.of();

    @Option(
            names = "--arms",
            split = ",",
            paramLabel = "ARM",
            description = "only these arms, such as selector,netty-nio")
    private List<String> names = List.of();

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE,...",
            description = "measure workloads that have this parameter at these values, such as connections=1,64; may be"
                    + " given several times")
    private List<String> settings = List.of();

    @Mixin
    @SuppressWarnings("NullAway.Init") // by picocli
    private UserJars jars;

    /** The command that this is a part of. */
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    /** Made by picocli. */
    Selection() {}

    /**
     * What is to be done. Refuses words that no title has, and parameters that make no sense.
     *
     * @throws IOException if there is something wrong with workloads of the user's; the message is one line
     */
    List<Assignment> assignments(Size size) throws IOException {
        List<Assignment> own = jars.assignments();
        List<Assignment> others = own.isEmpty() || !words.isEmpty() ? chosen(size) : List.of();
        try {
            return Settings.parse(settings)
                    .of(Stream.concat(own.stream(), others.stream()).toList());
        } catch (IllegalArgumentException wrong) {
            throw refusal(String.valueOf(wrong.getMessage()));
        }
    }

    /**
     * What there is to choose from, as far as nothing was chosen.
     *
     * @throws IOException as {@link #assignments}
     */
    List<Assignment> all() throws IOException {
        List<Assignment> own = jars.assignments();
        return own.isEmpty() && words.isEmpty() ? Assignment.all() : assignments(Size.FULL);
    }

    private List<Assignment> chosen(Size size) {
        if (words.isEmpty()) {
            return usual(size);
        }
        List<Assignment> all = Assignment.all();
        Predicate<String> isKnown = word -> all.stream().anyMatch(assignment -> hasWord(assignment, word));
        List<String> wanted = Names.split(words, isKnown);
        for (String word : wanted) {
            if (!isKnown.test(word)) {
                throw refusal("no workload has the name '" + word + "', or that word in its title"
                        + Names.instead(
                                word,
                                Workloads.all().stream().map(Workload::name).toList()));
            }
        }
        return all.stream()
                .filter(assignment -> wanted.stream().anyMatch(word -> hasWord(assignment, word)))
                .toList();
    }

    /** What comparisons of that size have without being asked for more. */
    static List<Assignment> usual(Size size) {
        return Workloads.all().stream()
                .flatMap(workload -> workload.points().stream()
                        .filter(point -> point.isIn(size))
                        .map(point -> Assignment.of(workload, point, size == Size.FULL)))
                .toList();
    }

    /** A name is meant as such, though there may be titles with the same word. */
    private static boolean hasWord(Assignment assignment, String word) {
        return Workloads.named(word).isPresent()
                ? assignment.workload().name().equals(word)
                : !word.isEmpty() && wholeWord(word).matcher(assignment.title()).find();
    }

    /** Not a part of one: "connect" is something else than "1 connection". */
    private static Pattern wholeWord(String word) {
        return Pattern.compile("(?<!\\w)" + Pattern.quote(word) + "(?!\\w)");
    }

    /** Who is to do any of that. Refuses names of arms that are none, or cannot. */
    List<String> arms(Size size, List<Assignment> assignments) {
        for (String name : names) {
            if (!Arms.can(name, Arm.class)) {
                throw refusal("no arm '" + name + "'" + Names.instead(name, Arms.names()));
            }
            if (!canAny(name, assignments)) {
                List<String> others = Arms.names().stream()
                        .filter(arm -> canAny(arm, assignments))
                        .toList();
                throw refusal("arm '" + name + "' can do nothing of that" + reasonsToStayOut(name, assignments)
                        + (Arms.role(name).isControl() ? "; controls take part at few points" : "")
                        + "; these can: " + String.join(", ", others));
            }
        }
        return (names.isEmpty() ? usualArms(size) : names)
                .stream().filter(name -> canAny(name, assignments)).toList();
    }

    /** Whether the user said which arms are wanted. */
    boolean namesArms() {
        return !names.isEmpty();
    }

    private List<String> usualArms(Size size) {
        return words.isEmpty() ? Arms.names(size) : Arms.names();
    }

    private static boolean canAny(String arm, List<Assignment> assignments) {
        return assignments.stream().anyMatch(assignment -> assignment.isFor(arm));
    }

    private static String reasonsToStayOut(String arm, List<Assignment> assignments) {
        return assignments.stream()
                .flatMap(assignment -> assignment.reasonToStayOut(arm).stream()
                        .map(reason -> "; it stays out of '" + assignment.title() + "': " + reason))
                .collect(Collectors.joining());
    }

    private ParameterException refusal(String reason) {
        return new ParameterException(spec.commandLine(), reason);
    }
}
