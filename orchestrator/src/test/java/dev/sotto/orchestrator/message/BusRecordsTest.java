package dev.sotto.orchestrator.message;

import static dev.sotto.orchestrator.journal.SharedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.vertx.core.Vertx;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BusRecordsTest {
    private static final Set<String> PARTS = Set.of("CallerSilence", "Addresses", "Consult");
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @Test
    void everyRecordOfThePackageThatIsSentHasACodec() {
        var sent = new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.sotto.orchestrator.message")
                        .stream()
                        .filter(type -> type.isRecord() && !PARTS.contains(type.getSimpleName()))
                        .map(type -> type.getName())
                        .collect(Collectors.toSet());

        assertThat(BusRecords.types().map(Class::getName)).containsAll(sent);
    }

    @Test
    void recordsTravelByReferenceHoweverOftenTheyAreRegistered() throws Exception {
        BusRecords.register(vertx.eventBus());
        BusRecords.register(vertx.eventBus());
        var received = new CompletableFuture<Object>();
        vertx.eventBus().consumer("here", message -> received.complete(message.body()));
        var sent = new Refused("ended", "too late");

        vertx.eventBus().send("here", sent);

        assertThat(received.get(10, TimeUnit.SECONDS)).isSameAs(sent);
    }
}
