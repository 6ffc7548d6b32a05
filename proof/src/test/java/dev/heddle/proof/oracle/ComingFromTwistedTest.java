package dev.heddle.proof.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The page that maps Twisted's names to ours: neither side may have a name that does not exist, or lack one. */
class ComingFromTwistedTest {

    private static final Path PAGE = Path.of("../docs/coming-from-twisted.md");
    private static final Pattern ROW = Pattern.compile("^\\| (.*?) \\| (.*?) ?\\| (.*?) ?\\|$", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`([A-Za-z0-9.]+)[^`]*`");
    private static final List<String> PACKAGES = List.of(
            "dev.heddle.",
            "dev.heddle.defer.",
            "dev.heddle.endpoint.",
            "dev.heddle.net.",
            "dev.heddle.process.",
            "dev.heddle.protocols.",
            "dev.heddle.task.",
            "dev.heddle.testing.",
            "dev.heddle.tls.");

    @Test
    @DisplayName("each name of Heddle on the page is a public type or method")
    void ourNamesExist() throws Exception {
        Set<String> names = namesInColumn(2);

        assertThat(names)
                .hasSizeGreaterThan(50)
                .allSatisfy(name -> assertThat(exists(name)).as(name).isTrue());
    }

    @Test
    @DisplayName("each public name of Twisted's modules that the page is about is on it")
    void noNameIsMissing() throws Exception {
        String python = OnTwisted.pythonOrAbort();
        Process process = new ProcessBuilder(python, "src/test/python/twisted_names.py").start();
        List<String> theirs = process.inputReader().lines().toList();

        assertThat(process.waitFor()).isZero();
        assertThat(theirs).hasSizeGreaterThan(50);
        assertThat(namesInColumn(1)).containsAll(theirs);
    }

    private static Set<String> namesInColumn(int column) throws Exception {
        return ROW.matcher(Files.readString(PAGE))
                .results()
                .map(row -> row.group(column))
                .flatMap(cell -> NAME.matcher(cell).results())
                .map((MatchResult name) -> name.group(1))
                .collect(Collectors.toSet());
    }

    private static boolean exists(String name) {
        int dot = name.indexOf('.');
        String type = dot < 0 ? name : name.substring(0, dot);
        return PACKAGES.stream().anyMatch(prefix -> {
            try {
                Method[] methods = Class.forName(prefix + type).getMethods();
                return dot < 0
                        || Arrays.stream(methods)
                                .anyMatch(method -> method.getName().equals(name.substring(dot + 1)));
            } catch (ClassNotFoundException elsewhere) {
                return false;
            }
        });
    }
}
