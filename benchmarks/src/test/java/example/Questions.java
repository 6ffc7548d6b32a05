package example;

import dev.heddle.Reactor;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.ProtocolWorkload;
import dev.heddle.benchmarks.Times;
import dev.heddle.defer.Deferred;
import dev.heddle.endpoint.ClientEndpoint;
import dev.heddle.net.CloseReason;
import dev.heddle.net.Factory;
import dev.heddle.protocols.LineOnlyReceiver;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;

/** How many questions a second a server of lines answers to clients, each of which waits for an answer before it asks on. */
public final class Questions implements ProtocolWorkload {

    private final Times times = new Times();
    private int clients;

    @Override
    public String title() {
        return "questions";
    }

    @Override
    public String operation() {
        return "question";
    }

    @Override
    public List<Parameters> settings() {
        return List.of(Parameters.of("clients", 16));
    }

    @Override
    public void set(Parameters at) {
        clients = at.number("clients");
    }

    @Override
    public Optional<Times> times() {
        return Optional.of(times);
    }

    @Override
    public int clients() {
        return clients;
    }

    @Override
    public Factory server(Reactor reactor) {
        return Factory.of(Answering::new);
    }

    @Override
    public void client(Reactor reactor, ClientEndpoint server, int operations) throws Exception {
        Asking asking = server.connectProtocol(new Asking()).await();
        for (int number = 1; number <= operations; number++) {
            long askedNanos = System.nanoTime();
            String answer = asking.ask("question " + number).await();
            times.record(System.nanoTime() - askedNanos);
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
