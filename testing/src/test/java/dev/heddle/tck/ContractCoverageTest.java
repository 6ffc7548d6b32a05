package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every clause of {@code docs/contract.md} has a test, or is listed there as open; and every backend is tested. */
class ContractCoverageTest {

    private static final Pattern CLAUSE = Pattern.compile("- ([A-Z]\\d+)\\b.*");
    private static final Pattern RUNS_THE_SUITE = Pattern.compile("^class \\w+ extends ReactorSuite \\{");

    private static final List<String> BACKEND_TESTS = List.of(
            "testing/src/test/java/dev/heddle/tck/MemoryReactorTest.java",
            "selector-impl/src/test/java/dev/heddle/selector/SelectorReactorTest.java",
            "loom-impl/src/test/java/dev/heddle/loom/LoomReactorTest.java");

    private final List<String> contract = Checkout.lines("docs/contract.md");
    private final int openBegins = contract.indexOf("## Open");
    private final List<String> clauses = idsIn(contract.subList(0, openBegins));
    private final List<String> open = idsIn(contract.subList(openBegins, contract.size()));

    @Test
    @DisplayName("each clause is stated once, and listed as open at most once")
    void clausesAreUnique() {
        assertThat(clauses).isNotEmpty().doesNotHaveDuplicates();
        assertThat(open).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("a clause without a test is listed as open")
    void untestedClausesAreOpen() throws Exception {
        Set<String> missing = new TreeSet<>(clauses);
        missing.removeAll(testedClauses());
        missing.removeAll(open);

        assertThat(missing).isEmpty();
    }

    @Test
    @DisplayName("a clause with a test is not listed as open")
    void testedClausesAreNotOpen() throws Exception {
        Set<String> both = new TreeSet<>(testedClauses());
        both.retainAll(open);

        assertThat(both).isEmpty();
    }

    @Test
    @DisplayName("tests and the list of open clauses name clauses that exist")
    void namesExist() throws Exception {
        assertThat(clauses).containsAll(testedClauses()).containsAll(open);
    }

    @Test
    @DisplayName("a test's name begins with a clause that it tests, and is a sentence about it")
    void testsAreNamedAfterTheirClauses() throws Exception {
        List<String> misnamed = new ArrayList<>();
        for (Method test : tests()) {
            String name = Objects.requireNonNull(test.getAnnotation(DisplayName.class), test.toString())
                    .value();
            boolean named =
                    Arrays.stream(test.getAnnotation(Clause.class).value()).anyMatch(id -> name.startsWith(id + ": "));
            if (!named) {
                misnamed.add(test + ": " + name);
            }
        }

        assertThat(misnamed).isEmpty();
    }

    @Test
    @DisplayName("the suite has every section, and is run on every backend")
    void everyBackendIsTested() throws Exception {
        Set<Class<?>> sections = tests().stream().map(Method::getDeclaringClass).collect(Collectors.toSet());

        Set<Class<?>> inTheSuite = Stream.<Class<?>>iterate(ReactorSuite.class, Objects::nonNull, Class::getSuperclass)
                .flatMap(suite -> Arrays.stream(suite.getDeclaredClasses()))
                .map(Class::getSuperclass)
                .collect(Collectors.toSet());
        assertThat(inTheSuite).isEqualTo(sections);
        assertThat(BACKEND_TESTS)
                .allSatisfy(path -> assertThat(Checkout.lines(path)).anyMatch(RUNS_THE_SUITE.asPredicate()));
    }

    private static List<String> idsIn(List<String> lines) {
        return lines.stream()
                .map(CLAUSE::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .toList();
    }

    private static Set<String> testedClauses() throws Exception {
        return tests().stream()
                .flatMap(test -> Arrays.stream(test.getAnnotation(Clause.class).value()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The tests of the suite: what the abstract classes of its package mark as such. */
    private static List<Method> tests() throws Exception {
        List<Method> tests = new ArrayList<>();
        for (Class<?> type : classesOfTheSuite()) {
            for (Method method : type.getDeclaredMethods()) {
                if (Modifier.isAbstract(type.getModifiers()) && method.isAnnotationPresent(Clause.class)) {
                    tests.add(method);
                }
            }
        }
        return tests;
    }

    private static List<Class<?>> classesOfTheSuite() throws Exception {
        URI self =
                Objects.requireNonNull(Clause.class.getResource("Clause.class")).toURI();
        List<Class<?>> classes = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(self).getParent())) {
            for (Path file : files.filter(path -> path.toString().endsWith("Contract.class"))
                    .toList()) {
                String name = file.getFileName().toString().replace(".class", "");
                classes.add(Class.forName(Clause.class.getPackageName() + "." + name));
            }
        }
        return classes;
    }
}
