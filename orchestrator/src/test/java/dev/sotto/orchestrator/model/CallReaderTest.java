package dev.sotto.orchestrator.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.conversation.Channel;
import dev.sotto.orchestrator.conversation.Conversation;
import dev.sotto.orchestrator.conversation.ConversationMachine;
import dev.sotto.orchestrator.conversation.Event;
import dev.sotto.orchestrator.conversation.Source;
import dev.sotto.orchestrator.task.Playbook;
import dev.sotto.orchestrator.task.parse.PlaybookLoader;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallReaderTest {
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");

    private Playbook playbook;
    private CallReader reader;
    private Conversation conversation;

    @BeforeEach
    void load() throws Exception {
        playbook = PlaybookLoader.load(
                Path.of("..", "config", "demo", "harbour-outfitters"), Map.of("shop", "http://127.0.0.1:1"));
        reader = new CallReader(playbook, new FunctionList(playbook), false);
        heard("I want my money back");
    }

    private void heard(String text) {
        ConversationMachine machine = new ConversationMachine(playbook);
        conversation = machine.on(machine.unborn("c"), new Event.Began(Channel.CHAT, Map.of(), "f", AT))
                .next();
        conversation = machine.on(conversation, new Event.CustomerSaid(text, 1, Source.TEXT, null, null, AT, AT))
                .next();
    }

    private CallReader.Read read(String function, String arguments) {
        return reader.read(new ChatAnswer.FunctionCall(function, arguments), conversation, LocalDate.of(2026, 11, 22));
    }

    @ParameterizedTest
    @ValueSource(strings = {"482913", "it is 482 913", "four eight two nine one three", "my order is 482-913, please"})
    void numberThatTheCustomerHasSaidGetsIn(String said) {
        heard(said);

        assertThat(read("start_task", "{\"task\":\"refund\",\"slots\":{\"order_number\":\"482913\"}}")
                        .arguments())
                .containsEntry("slots", Map.of("order_number", "482913"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"482913", "12345", "48291x", "", "four"})
    void numberThatNobodyHasSaidDoesNot(String number) {
        CallReader.Read read =
                read("start_task", "{\"task\":\"refund\",\"slots\":{\"order_number\":\"" + number + "\"}}");

        assertThat(read.problem()).isEmpty();
        assertThat(read.arguments()).containsEntry("slots", Map.of());
    }

    @Test
    void partOfALongerNumberIsNotTheNumber() {
        heard("my phone is 04829137");

        assertThat(read("start_task", "{\"task\":\"refund\",\"slots\":{\"order_number\":\"482913\"}}")
                        .arguments())
                .containsEntry("slots", Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "7", "\"x\"", "{", "null", "{\"number\":"})
    void argumentsMustBeAnObject(String arguments) {
        assertThat(read("orders_lookup", arguments).problem()).isEqualTo("the arguments are not a JSON object");
    }

    @Test
    void toolsArgumentsAreTheDeclaredOnesInTheirTypes() {
        assertThat(read("orders_refund", "{\"number\":482913,\"amount\":\"129.00\"}"))
                .isEqualTo(new CallReader.Read(
                        "orders.refund", Map.of("number", "482913", "amount", new BigDecimal("129.00")), ""));
        assertThat(read("orders_refund", "{\"number\":\"1\"}").problem()).isEqualTo("amount is missing");
        assertThat(read("orders_refund", "{\"number\":\"1\",\"amount\":\"all\"}")
                        .problem())
                .isEqualTo("amount must be a number");
        assertThat(read("orders_refund", "{\"number\":\"1\",\"amount\":1,\"token\":\"t\"}")
                        .problem())
                .isEqualTo("token is no argument of it");
    }

    @Test
    void unknownFunctionTaskAndKindAreProblems() {
        assertThat(read("orders.refund", "{}").problem()).isNotEmpty();
        assertThat(read("start_task", "{\"task\":\"rob_the_bank\"}").problem()).isNotEmpty();
        assertThat(read("ask_a_person", "{\"kind\":\"approval\",\"question\":\"may I?\"}")
                        .problem())
                .contains("approvals are asked for by calling");
    }
}
