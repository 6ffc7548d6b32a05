package dev.heddle.proof.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testng.ITestResult;
import org.testng.TestListenerAdapter;
import org.testng.TestNG;

/** Connections as flows, held to the rules of Reactive Streams by its own test kit. */
class FlowTest {

    @ParameterizedTest
    @ValueSource(
            classes = {
                InputVerification.OnSelector.class,
                InputVerification.OnLoom.class,
                OutputVerification.OnSelector.class,
                OutputVerification.OnLoom.class
            })
    @DisplayName("F: the TCK of Reactive Streams for java.util.concurrent.Flow passes")
    void passesTheTck(Class<?> verification) {
        TestListenerAdapter outcome = new TestListenerAdapter();
        TestNG kit = new TestNG(false);
        kit.setVerbose(0);
        kit.setTestClasses(new Class<?>[] {verification});
        kit.addListener(outcome);
        kit.run();

        assertThat(namesOf(outcome.getFailedTests())).isEmpty();
        assertThat(namesOf(outcome.getConfigurationFailures())).isEmpty();
        assertThat(namesOf(outcome.getPassedTests())).isNotEmpty();
        assertThat(namesOf(outcome.getSkippedTests())).allMatch(name -> name.matches("(optional|untested)_.*"));
        System.out.println(verification.getName() + ": "
                + namesOf(outcome.getPassedTests()).size()
                + " rules of the TCK are kept; optional, or not tested by it, are "
                + namesOf(outcome.getSkippedTests()).size());
    }

    private static Set<String> namesOf(List<ITestResult> results) {
        return results.stream().map(ITestResult::getName).collect(Collectors.toCollection(TreeSet::new));
    }
}
