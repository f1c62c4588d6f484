package dev.sotto.orchestrator.assistant;

import dev.sotto.orchestrator.task.Article;
import dev.sotto.orchestrator.task.Persona;
import dev.sotto.orchestrator.task.Playbook;
import dev.sotto.orchestrator.task.Position;
import dev.sotto.orchestrator.task.Program;
import dev.sotto.orchestrator.task.Slot;
import dev.sotto.orchestrator.task.SlotType;
import dev.sotto.orchestrator.task.Task;
import dev.sotto.orchestrator.task.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A shop's playbook, made by hand: the examples here and the utterances of the corpus must stay different. */
final class HarbourPlaybook {
    static final Position NOWHERE = new Position("harbour.yaml", 1, 1);
    static final Slot ORDER = slot("order_number", SlotType.DIGITS, 6);
    static final Slot REASON = slot("reason", SlotType.TEXT, 0);
    static final Slot EMAIL = slot("contact_email", SlotType.EMAIL, 0);
    static final Slot BROKEN = slot("what_broke", SlotType.TEXT, 0);
    static final Slot IN_BOX = slot("in_box", SlotType.YES_NO, 0);
    static final Slot REMEDY = new Slot(
            "remedy",
            SlotType.CHOICE,
            0,
            List.of("Replace it", "Repair it", "Refund it"),
            new Words("Which?"),
            false,
            NOWHERE);
    static final Slot ADDRESS = slot("new_address", SlotType.TEXT, 0);
    static final Slot ADDRESS_OK = new Slot(
            "address_ok", SlotType.YES_NO, 0, List.of(), new Words("Right?", Set.of("new_address")), false, NOWHERE);
    static final Slot BOUGHT = slot("bought_on", SlotType.DATE, 0);
    static final Slot PAID = slot("paid", SlotType.MONEY, 0);

    private HarbourPlaybook() {}

    /** A template that is only text. */
    record Words(String text, Set<String> variables) implements Template {
        @Override
        public String render(Map<String, Object> variables) {
            return text;
        }

        @Override
        public Object value(Map<String, Object> variables) {
            return text;
        }

        Words(String text) {
            this(text, Set.of());
        }
    }

    static Slot slot(String name, SlotType type, int length) {
        return new Slot(name, type, length, List.of(), new Words("What is the " + name + "?"), false, NOWHERE);
    }

    static Playbook playbook() {
        Map<String, Task> tasks = new LinkedHashMap<>();
        task(
                tasks,
                "refund",
                List.of(ORDER, REASON, EMAIL, BOUGHT, PAID),
                "I want my money back",
                "refund my order",
                "I'd like to return something and get a refund",
                "the charge is wrong, please return it",
                "can I get a refund",
                "send my money back to my card",
                "I want to return an item");
        task(
                tasks,
                "order_status",
                List.of(ORDER),
                "where is my order",
                "when will my parcel arrive",
                "track my package",
                "my order hasn't come yet",
                "what's the status of my order",
                "has my order shipped",
                "I'm still waiting for my delivery");
        task(
                tasks,
                "damaged_item",
                List.of(ORDER, BROKEN, IN_BOX, REMEDY),
                "my item arrived broken",
                "it came damaged",
                "there is a hole in my tent",
                "the zip is broken",
                "my boots fell apart",
                "the product is defective",
                "something I bought doesn't work");
        task(
                tasks,
                "change_address",
                List.of(ORDER, ADDRESS, ADDRESS_OK),
                "I want to change my delivery address",
                "I've moved, send it to my new address",
                "change where my order is shipped",
                "the address on my order is wrong",
                "deliver it to a different address",
                "update my address");
        task(
                tasks,
                "talk_to_person",
                List.of(),
                "I want to talk to a person",
                "give me a human",
                "let me speak to someone real");
        List<Article> knowledge = List.of(
                article(
                        "opening hours",
                        "We're open nine to six, Monday to Saturday.",
                        "what are your opening hours",
                        "when are you open",
                        "what time do you close",
                        "are you open on sunday"),
                article(
                        "returns",
                        "You can return things within 30 days.",
                        "what is your return policy",
                        "how long do I have to return something",
                        "can I return worn items",
                        "how do returns work"),
                article(
                        "shipping",
                        "Shipping takes three days and is free over $50.",
                        "how much is shipping",
                        "how long does delivery take",
                        "do you ship abroad",
                        "do you deliver to canada"),
                article(
                        "stores",
                        "Our stores are in Portland and Bath.",
                        "where are your stores",
                        "where is the nearest shop",
                        "do you have a store in town",
                        "what's the address of your shop"),
                article(
                        "gift cards",
                        "Gift cards are from $10 to $500 and never expire.",
                        "do you sell gift cards",
                        "how do I use a gift card",
                        "do gift cards expire",
                        "can I buy a voucher"));
        Persona persona =
                new Persona("Harbour Outfitters", "Hello", "Anything else?", "Goodbye", "talk_to_person", "USD");
        return new Playbook(persona, tasks, Map.of(), knowledge, "test");
    }

    private static void task(Map<String, Task> tasks, String name, List<Slot> slots, String... when) {
        Map<String, Slot> named = new LinkedHashMap<>();
        slots.forEach(slot -> named.put(slot.name(), slot));
        tasks.put(name, new Task(name, name, List.of(when), named, new Program(List.of()), null, NOWHERE));
    }

    private static Article article(String topic, String answer, String... questions) {
        return new Article(topic, List.of(questions), answer, NOWHERE);
    }
}
