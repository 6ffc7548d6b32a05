package dev.heddle.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LogTest {

    private static final Handler BROKEN = new Handler() {
        @Override
        public void publish(LogRecord record) {
            throw new LinkageError("no descriptor left");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @Test
    @DisplayName("a logger that throws harms nobody, and what it was to tell goes to standard error")
    void aBrokenLoggerHarmsNobody() {
        Logger logger = Logger.getLogger("dev.heddle");
        PrintStream before = System.err;
        var written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        logger.addHandler(BROKEN);
        logger.setUseParentHandlers(false);
        try {
            Log.error("cannot accept", new IllegalStateException("on purpose"));
        } finally {
            logger.setUseParentHandlers(true);
            logger.removeHandler(BROKEN);
            System.setErr(before);
        }

        assertThat(written.toString(StandardCharsets.UTF_8))
                .contains("cannot accept", "on purpose", "no descriptor left");
    }
}
