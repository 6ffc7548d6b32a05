package example;

import dev.heddle.Reactor;
import dev.heddle.benchmarks.ProtocolWorkload;
import dev.heddle.defer.Deferred;
import dev.heddle.endpoint.ClientEndpoint;
import dev.heddle.net.CloseReason;
import dev.heddle.net.Factory;
import dev.heddle.protocols.LineOnlyReceiver;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;

/** How many questions a second a server of lines answers to 16 clients, each of which waits for an answer before it asks on. */
public final class Questions implements ProtocolWorkload {

    @Override
    public String title() {
        return "questions: 16 clients";
    }

    @Override
    public String operation() {
        return "question";
    }

    @Override
    public int clients() {
        return 16;
    }

    @Override
    public Factory server(Reactor reactor) {
        return Factory.of(Answering::new);
    }

    @Override
    public void client(Reactor reactor, ClientEndpoint server, int operations) throws Exception {
        Asking asking = server.connectProtocol(new Asking()).await();
        for (int number = 1; number <= operations; number++) {
            String answer = asking.ask("question " + number).await();
            if (!answer.equals("QUESTION " + number)) {
                throw new IOException("question " + number + " was answered by " + answer);
            }
        }
        asking.transport().loseConnection();
    }

    private static final class Answering extends LineOnlyReceiver {

        @Override
        protected void lineReceived(String line) {
            sendLine(line.toUpperCase(Locale.ROOT));
        }
    }

    private static final class Asking extends LineOnlyReceiver {

        private final Queue<Deferred<String>> asked = new ArrayDeque<>();

        Deferred<String> ask(String question) {
            Deferred<String> answer = new Deferred<>();
            asked.add(answer);
            sendLine(question);
            return answer;
        }

        @Override
        protected void lineReceived(String line) {
            asked.remove().callback(line);
        }

        @Override
        public void connectionLost(CloseReason reason) {
            asked.forEach(answer -> answer.errback(new IOException("no answer: " + reason)));
        }
    }
}
