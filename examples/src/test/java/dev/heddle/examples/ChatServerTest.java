package dev.heddle.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.tck.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatServerTest {

    private static final String LISTENING = "Listening on 127.0.0.1 port ";

    private static final class Guest implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader heard;

        Guest(int port) throws IOException {
            socket = Loopback.connect(port);
            heard = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            assertThat(hear()).isEqualTo("What is your name?");
        }

        void say(String line) throws IOException {
            socket.getOutputStream().write((line + "\n").getBytes(UTF_8));
        }

        String hear() throws IOException {
            return heard.readLine();
        }

        void leave() throws IOException {
            socket.shutdownOutput();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static int portOf(ChildJvm server) throws IOException {
        String line = server.readLine();
        assertThat(line).startsWith(LISTENING);
        return Integer.parseInt(line.substring(LISTENING.length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    void guestsComeTalkAndGo(String backend) throws Exception {
        try (ChildJvm server = Child.start(backend, ChatServer.class, "0")) {
            int port = portOf(server);
            try (Guest ada = new Guest(port);
                    Guest bob = new Guest(port)) {
                ada.say("Ada");
                assertThat(ada.hear()).isEqualTo("Here: nobody else");
                bob.say("Ada");
                assertThat(bob.hear()).isEqualTo("Choose another name.");
                bob.say("Bob\r");
                assertThat(bob.hear()).isEqualTo("Here: Ada");
                assertThat(ada.hear()).isEqualTo("Bob is here.");
                bob.say("x".repeat(2_000));
                assertThat(bob.hear()).startsWith("Say that in less than 1000");
                bob.say("Hello!");
                assertThat(ada.hear()).isEqualTo("Bob: Hello!");
                bob.leave();
                assertThat(ada.hear()).isEqualTo("Bob has left.");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    void whoDoesNotReadIsPutOutAndHoldsNobodyUp(String backend) throws Exception {
        try (ChildJvm server = Child.start(backend, ChatServer.class, "0")) {
            int port = portOf(server);
            try (Guest deaf = new Guest(port);
                    Guest talker = new Guest(port);
                    Guest listener = new Guest(port)) {
                deaf.say("deaf");
                assertThat(deaf.hear()).startsWith("Here: ");
                talker.say("talker");
                assertThat(talker.hear()).startsWith("Here: ");
                listener.say("listener");
                assertThat(listener.hear()).startsWith("Here: ");
                assertThat(talker.hear()).isEqualTo("listener is here.");

                String heard = "";
                while (!heard.equals("deaf has left.")) {
                    talker.say("x".repeat(900));
                    heard = listener.hear();
                }

                assertThat(talker.hear()).isEqualTo("deaf has left.");
            }
        }
    }
}
