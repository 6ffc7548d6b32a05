package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.fork.ChildJvm;
import dev.heddle.benchmarks.results.Fork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The part of a comparison that says on which JDKs it is made, and with which flags. */
final class Matrix {

    @Option(
            names = "--jdk",
            split = ",",
            paramLabel = "PATH",
            description = "measure on each of these JDKs, 21 or newer, by turns, and report on each by itself. Default:"
                    + " the JDK that runs this")
    private List<Path> homes = List.of();

    @Option(
            names = "--jvm-args",
            paramLabel = "FLAGS",
            description = "flags that the JVMs get besides, with spaces between. Given several times, everything is"
                    + " measured with each of these sets by turns; '' is none")
    private List<String> flagSets = List.of();

    /** The command that this is a part of. */
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    /** Made by picocli. */
    Matrix() {}

    /** Each JDK with each set of flags. Refuses what cannot be used, after it was asked. */
    List<Variant> variants(Size size) {
        List<Variant> variants = new ArrayList<>();
        for (List<String> flags : sets()) {
            if (homes.isEmpty()) {
                add(variants, () -> Variant.of(ChildJvm.ownJava(), size.jvmFlags(), flags));
            }
            for (Path home : homes) {
                add(variants, () -> Variant.in(home.toAbsolutePath().normalize(), size.jvmFlags(), flags));
            }
        }
        return homes.isEmpty() && flagSets.isEmpty() ? List.of(variants.get(0).named(Fork.ONLY_VARIANT)) : variants;
    }

    private List<List<String>> sets() {
        return flagSets.isEmpty()
                ? List.of(List.of())
                : flagSets.stream()
                        .map(set -> Arrays.stream(set.split("\\s+"))
                                .filter(flag -> !flag.isEmpty())
                                .toList())
                        .toList();
    }

    /** How a variant is found. */
    private interface Question {
        Variant ask() throws IOException;
    }

    /** The number in front of the name tells those apart that would have the same. */
    private void add(List<Variant> variants, Question question) {
        Variant found;
        try {
            found = question.ask();
        } catch (IOException unusable) {
            throw new ParameterException(spec.commandLine(), String.valueOf(unusable.getMessage()), unusable);
        }
        long alike = variants.stream()
                .filter(variant -> variant.name().replaceFirst("^\\d+: ", "").equals(found.name()))
                .count();
        variants.add(alike == 0 ? found : found.named(alike + 1 + ": " + found.name()));
    }
}
