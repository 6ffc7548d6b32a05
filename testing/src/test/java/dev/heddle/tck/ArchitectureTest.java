package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules of {@code docs/architecture.md} that no compiler checks, read from the sources. */
class ArchitectureTest {

    private static final List<String> MODULES =
            List.of("api", "core", "selector-impl", "loom-impl", "testing", "examples", "benchmarks");

    private static final int LONGEST_FILE = 400;
    private static final int LONGEST_METHOD = 40;

    private static final Pattern OUR_NAME = Pattern.compile("\\bdev\\.heddle((?:\\.[a-z]\\w*)*)");

    // Arrows between modules.

    @Test
    @DisplayName("api uses nothing of ours but itself")
    void apiStandsAlone() {
        assertThat(usesOfOthersThan("api", "api")).isEmpty();
    }

    @Test
    @DisplayName("core uses the api and itself")
    void coreUsesTheApi() {
        assertThat(usesOfOthersThan("core", "api", "core")).isEmpty();
    }

    @Test
    @DisplayName("a backend uses the api, core and itself, and never another backend")
    void backendsDoNotKnowEachOther() {
        assertThat(usesOfOthersThan("selector-impl", "api", "core", "selector-impl"))
                .isEmpty();
        assertThat(usesOfOthersThan("loom-impl", "api", "core", "loom-impl")).isEmpty();
        assertThat(usesOfOthersThan("testing", "api", "core", "testing")).isEmpty();
    }

    @Test
    @DisplayName("examples and benchmarks use the api and themselves, and a backend only as a word")
    void programsUseTheApi() {
        assertThat(usesOfOthersThan("examples", "api", "examples")).isEmpty();
        assertThat(usesOfOthersThan("benchmarks", "api", "benchmarks")).isEmpty();
    }

    /** Where the main sources of {@code module} name a package of ours that is in none of the {@code allowed} modules. */
    private static List<String> usesOfOthersThan(String module, String... allowed) {
        Set<String> packages = packagesOf(allowed);
        List<String> found = new ArrayList<>();
        for (JavaFile file : without(sources(module), "module-info.java")) {
            for (int index = 0; index < file.code().size(); index++) {
                Matcher names = OUR_NAME.matcher(file.code().get(index));
                if (names.results().anyMatch(name -> !packages.contains(name.group()))) {
                    found.add(file.at(index));
                }
            }
        }
        return found;
    }

    private static Set<String> packagesOf(String... modules) {
        return Stream.of(modules)
                .flatMap(module -> sources(module).stream())
                .flatMap(file -> file.code().stream())
                .filter(line -> line.startsWith("package "))
                .map(line ->
                        line.substring("package ".length()).replace(";", "").strip())
                .collect(Collectors.toSet());
    }

    // What core is without.

    @Test
    @DisplayName("core knows neither channels nor sockets")
    void coreHasNoSockets() {
        assertThat(findIn(sources("core"), "java\\.nio\\.channels|java\\.net\\.(Server|Datagram)?Socket\\b"))
                .isEmpty();
    }

    @Test
    @DisplayName("core makes no threads and parks none, outside ThreadScope")
    void coreHasNoThreads() {
        List<JavaFile> files = without(sources("core"), "ThreadScope.java");

        assertThat(
                        findIn(
                                files,
                                "\\bnew"
                                    + " Thread\\b|\\bThread\\.of|\\bLockSupport\\b|\\bExecutors\\b|\\bForkJoinPool\\b|\\bTimer\\b"))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "core asks for threads only to hold the baton, to end a turn, to wait for the end, when the JVM exits, and"
                    + " to tell where a slow turn is")
    void coreDoesNotCareForThreads() {
        List<JavaFile> files = without(
                sources("core"),
                "ThreadScope.java",
                "Baton.java",
                "Turns.java",
                "Life.java",
                "ExitHook.java",
                "SlowTurns.java");

        assertThat(findIn(files, "\\bThread\\b")).isEmpty();
        assertThat(findIn(sources("core"), "\\bThreadLocal\\b|\\bScopedValue\\b"))
                .isEmpty();
    }

    @Test
    @DisplayName("core does not read the system's clock, outside ThreadScope")
    void coreHasNoClock() {
        List<JavaFile> files = without(sources("core"), "ThreadScope.java");

        assertThat(findIn(files, "\\bSystem\\.(nanoTime|currentTimeMillis)|\\bInstant\\b|\\bjava\\.time\\.Clock\\b"))
                .isEmpty();
    }

    @Test
    @DisplayName("core has no synchronized: its locks do not pin a virtual thread")
    void coreHasNoMonitors() {
        assertThat(findIn(sources("core"), "\\bsynchronized\\b")).isEmpty();
    }

    // What all are without.

    @Test
    @DisplayName("nothing uses the JDK's internals")
    void nothingUsesInternals() {
        assertThat(findIn(everything(), "(?<!\\.)\\b(sun|jdk\\.internal)\\.[a-z]"))
                .isEmpty();
    }

    @Test
    @DisplayName("nothing sleeps, but for what the benchmarks compare us with")
    void nothingSleeps() {
        List<JavaFile> files = everything().stream()
                .filter(file -> !file.path().startsWith("benchmarks/src/main/java/dev/heddle/benchmarks/arms/"))
                .toList();

        assertThat(findIn(files, "\\bsleep\\(|::sleep\\b")).isEmpty();
    }

    // Size.

    @Test
    @DisplayName("a file has at most 400 lines")
    void filesAreShort() {
        List<String> tooLong = everything().stream()
                .filter(file -> file.lines().size() > LONGEST_FILE)
                .map(file -> file.path() + ":" + file.lines().size())
                .toList();

        assertThat(tooLong).isEmpty();
    }

    @Test
    @DisplayName("a method has at most 40 lines")
    void methodsAreShort() {
        List<String> tooLong = everything().stream()
                .flatMap(file -> file.methodsLongerThan(LONGEST_METHOD).stream())
                .toList();

        assertThat(tooLong).isEmpty();
    }

    // The reading.

    private static List<String> findIn(List<JavaFile> files, String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return files.stream().flatMap(file -> file.findAll(compiled).stream()).toList();
    }

    private static List<JavaFile> without(List<JavaFile> files, String... names) {
        Set<String> left = Set.of(names);
        return files.stream().filter(file -> !left.contains(file.name())).toList();
    }

    /** The main sources of a module; there are some, or the rule would be about nothing. */
    private static List<JavaFile> sources(String module) {
        List<JavaFile> files = Checkout.javaFiles(module + "/src/main/java");
        assertThat(files).as("sources of %s", module).isNotEmpty();
        return files;
    }

    private static List<JavaFile> everything() {
        return MODULES.stream()
                .flatMap(module ->
                        Stream.concat(sources(module).stream(), Checkout.javaFiles(module + "/src/test/java").stream()))
                .toList();
    }
}
