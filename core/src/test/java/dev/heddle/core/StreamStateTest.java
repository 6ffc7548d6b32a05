package dev.heddle.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.core.StreamState.Event;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamStateTest {

    @ParameterizedTest(name = "{0}: LOSE {1}, LOSE_WRITE {2}, PEER_ENDED {3}, FLUSHED {4}")
    @CsvSource({
        "OPEN,         FLUSHING,  ENDING,       INPUT_ENDED, OPEN",
        "ENDING,       FLUSHING,  ENDING,       CONCLUDING,  OUTPUT_ENDED",
        "OUTPUT_ENDED, LINGERING, OUTPUT_ENDED, CLOSED,      OUTPUT_ENDED",
        "INPUT_ENDED,  FINISHING, CONCLUDING,   INPUT_ENDED, INPUT_ENDED",
        "CONCLUDING,   FINISHING, CONCLUDING,   CONCLUDING,  CLOSED",
        "FLUSHING,     FLUSHING,  FLUSHING,     FINISHING,   LINGERING",
        "LINGERING,    LINGERING, LINGERING,    CLOSED,      LINGERING",
        "FINISHING,    FINISHING, FINISHING,    FINISHING,   CLOSED",
        "CLOSED,       CLOSED,    CLOSED,       CLOSED,      CLOSED"
    })
    void followsTheTable(
            StreamState state, StreamState lose, StreamState loseWrite, StreamState peerEnded, StreamState flushed) {
        assertThat(state.on(Event.LOSE)).isEqualTo(lose);
        assertThat(state.on(Event.LOSE_WRITE)).isEqualTo(loseWrite);
        assertThat(state.on(Event.PEER_ENDED)).isEqualTo(peerEnded);
        assertThat(state.on(Event.FLUSHED)).isEqualTo(flushed);
        assertThat(state.on(Event.GONE)).isEqualTo(StreamState.CLOSED);
    }

    @ParameterizedTest(name = "{0}: delivers {1}, discards {2}, output open {3}, ending {4}")
    @CsvSource({
        "OPEN,         true,  false, true,  false",
        "ENDING,       true,  false, false, true",
        "OUTPUT_ENDED, true,  false, false, false",
        "INPUT_ENDED,  false, false, true,  false",
        "CONCLUDING,   false, false, false, true",
        "FLUSHING,     false, true,  false, true",
        "LINGERING,    false, true,  false, false",
        "FINISHING,    false, false, false, true",
        "CLOSED,       false, false, false, false"
    })
    void tellsWhatItMeans(StreamState state, boolean delivers, boolean discards, boolean open, boolean ending) {
        assertThat(state.delivers()).isEqualTo(delivers);
        assertThat(state.discards()).isEqualTo(discards);
        assertThat(state.isOutputOpen()).isEqualTo(open);
        assertThat(state.isOutputEnding()).isEqualTo(ending);
    }
}
