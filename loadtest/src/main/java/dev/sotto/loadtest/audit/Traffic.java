package dev.sotto.loadtest.audit;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Customers in chat and people at desks, all noting what they are told. A customer who leaves is followed by another. */
public final class Traffic {
    private final Vertx vertx;
    private final Supplier<URI> server;
    private final Told told;
    private final AtomicLong seeds;
    private final AtomicInteger served = new AtomicInteger();
    private final Queue<ChatCustomer> customers = new ConcurrentLinkedQueue<>();
    private final Promise<Void> quiet = Promise.promise();
    private volatile boolean ending;

    /** @param server where it is now: it may come back elsewhere */
    public Traffic(Vertx vertx, Supplier<URI> server, Told told, long seed) {
        this.vertx = vertx;
        this.server = server;
        this.told = told;
        this.seeds = new AtomicLong(seed * 1_000);
    }

    /** @param slowest the longest that people at desks think before they answer */
    public Future<Void> start(int chats, List<String> agents, String password, Duration slowest) {
        Future<Void> all = Future.succeededFuture();
        for (String agent : agents) {
            all = all.compose(done -> vertx.deployVerticle(new DeskPerson(
                            server, agent, password, (int) slowest.toMillis(), told, seeds.incrementAndGet()))
                    .mapEmpty());
        }
        for (int chat = 0; chat < chats; chat++) {
            all = all.compose(done -> arrive());
        }
        return all;
    }

    /** Customers come to an end; completes when the last has gone, or after {@code within} when they are sent away. */
    public Future<Void> end(Duration within) {
        ending = true;
        customers.forEach(ChatCustomer::wrapUp);
        if (customers.isEmpty()) {
            quiet.tryComplete();
        }
        vertx.setTimer(within.toMillis(), late -> List.copyOf(customers).forEach(ChatCustomer::leave));
        return quiet.future();
    }

    /** Customers who have come and gone. */
    public int served() {
        return served.get();
    }

    private Future<Void> arrive() {
        ChatCustomer customer = new ChatCustomer(server, told, seeds.incrementAndGet(), this::gone);
        customers.add(customer);
        return vertx.deployVerticle(customer).mapEmpty();
    }

    private void gone(ChatCustomer customer) {
        if (!customers.remove(customer)) {
            return;
        }
        served.incrementAndGet();
        if (!ending) {
            arrive();
        } else if (customers.isEmpty()) {
            quiet.tryComplete();
        }
    }
}
