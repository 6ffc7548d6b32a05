package dev.heddle.selector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.Selector;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WatchTest {

    @Test
    @DisplayName("an interrupt ends a wait, but not the end of a watch that is to be renewed")
    void anInterruptDoesNotPutOffTheRenewal() throws Exception {
        try (Selector selector = Selector.open();
                Watch watch = new Watch(selector)) {
            watch.begin();

            Thread.currentThread().interrupt();
            assertThat(watch.await(Long.MAX_VALUE)).isEmpty();
            assertThat(watch.isOn()).isTrue();

            watch.renew();
            Thread.currentThread().interrupt();
            assertThat(watch.await(Long.MAX_VALUE)).isEmpty();
            assertThat(watch.isOn()).isFalse();
        }
    }
}
