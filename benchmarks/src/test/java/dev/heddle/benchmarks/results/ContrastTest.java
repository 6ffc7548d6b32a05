package dev.heddle.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContrastTest {

    @TempDir
    private Path folder;

    @Test
    void anArmIsComparedWithItselfOnAnotherJdk() throws IOException {
        List<Contrast.Variants> variants = Contrast.Variants.of(TwoJdks.in(folder, "default"));

        assertThat(variants).hasSize(1);
        assertThat(variants.get(0).title()).isEqualTo("jdk25 against jdk21");
        List<Contrast> contrasts = variants.get(0).contrasts();
        assertThat(contrasts).extracting(Contrast::arm).containsExactly("selector", "loom", "bare-nio");
        assertThat(contrasts.get(0).sentence())
                .startsWith("selector on jdk25 is faster: 1.20x")
                .endsWith("as fast as selector on jdk21 (in doubt: controls wrong)"); // there, selector-again is slower
        assertThat(contrasts.get(1).verdict()).isInstanceOf(Verdict.NoDifference.class);
        assertThat(Contrast.Variants.errorRate(contrasts)).contains("Verdicts: 3", "0.03 on average");
    }

    @Test
    void aSmokeRunHasNoVerdicts() throws IOException {
        List<Contrast> contrasts =
                Contrast.Variants.of(TwoJdks.in(folder, "smoke")).get(0).contrasts();

        assertThat(contrasts)
                .hasSize(3)
                .allMatch(contrast -> contrast.sentence().equals("no verdict: smoke run"));
        assertThat(Contrast.Variants.errorRate(contrasts)).isEqualTo("There are no verdicts.");
    }

    @Test
    void runsOnOneJdkAreNotComparedLikeThat() throws IOException {
        List<SavedRun> runs = TwoJdks.in(folder, "default");

        assertThat(Contrast.Variants.of(runs.subList(0, 1))).isEmpty();
    }

    @Test
    void mergedRunsAreComparedInAllTheirRounds(@TempDir Path another) throws IOException {
        List<SavedRun> runs = new ArrayList<>(TwoJdks.in(folder, "default"));
        runs.addAll(TwoJdks.in(another, "default"));
        List<SavedRun> known = runs.stream()
                .map(run -> new SavedRun(
                        run.name(),
                        known(run.environment()),
                        run.workloads(),
                        run.complaints(),
                        run.forks(),
                        run.file()))
                .toList();

        List<Contrast.Variants> variants = Contrast.Variants.of(AlikeRuns.merge(known));

        assertThat(variants).hasSize(1);
        assertThat(variants.get(0).runs())
                .hasSize(2)
                .allSatisfy(run -> assertThat(run.workloads().get(0).arms())
                        .allSatisfy(arm -> assertThat(arm.rounds()).hasSize(10).doesNotHaveDuplicates()));
    }

    private static Environment known(Environment environment) {
        Map<String, String> facts = new LinkedHashMap<>(environment.facts());
        facts.put("program", "x");
        return new Environment(facts);
    }

    @Test
    void eachJdkCountsItsOwnForks() throws IOException {
        List<SavedRun> runs = TwoJdks.in(folder, "default");

        assertThat(runs.get(0).environment().facts()).containsEntry("outcome", "complete: 20 of 20 forks");
        assertThat(runs.get(1).environment().facts())
                .containsEntry("outcome", "complete: 40 of 40 forks"); // an old file
    }
}
