package dev.sotto.gateway.http;

import dev.sotto.gateway.access.AccessControl;
import dev.sotto.gateway.api.ConversationArchive;
import dev.sotto.gateway.chat.ResumeLookup;
import dev.sotto.gateway.ops.ReadyCheck;
import dev.sotto.orchestrator.journal.Journal;
import dev.sotto.orchestrator.message.Addresses;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.ext.web.Router;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the HTTP edge needs of the rest of the server; thread-safe, all of it.
 *
 * @param approvalKeys the public keys of approvals, as a JWK set
 * @param more add routes of their own to every instance's router, before the pages (other edges, the demo shop)
 */
public record HttpShared(
        Addresses addresses,
        Journal journal,
        ResumeLookup resumes,
        ConversationArchive archive,
        AccessControl access,
        List<ReadyCheck> ready,
        PrometheusMeterRegistry meters,
        String approvalKeys,
        List<Consumer<Router>> more,
        InstantSource clock,
        SecureRandom random) {
    public HttpShared {
        ready = List.copyOf(ready);
        more = List.copyOf(more);
    }
}
