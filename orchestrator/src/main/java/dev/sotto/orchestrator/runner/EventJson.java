package dev.sotto.orchestrator.runner;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.sotto.orchestrator.conversation.Event;
import dev.sotto.orchestrator.conversation.Meaning;
import dev.sotto.orchestrator.journal.JournalEntry;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Events as journal entries and back. The entry's type is the event's name; its data the event's components. Thread-safe. */
public final class EventJson {
    private static final Map<String, Class<?>> EVENTS = Arrays.stream(Event.class.getPermittedSubclasses())
            .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, type -> type));

    private final ObjectMapper mapper;

    public EventJson() {
        JsonMapper.Builder builder = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .addMixIn(Meaning.class, Named.class);
        for (Class<?> meaning : Meaning.class.getPermittedSubclasses()) {
            builder.registerSubtypes(new NamedType(meaning, meaning.getSimpleName()));
        }
        mapper = builder.build();
    }

    public JournalEntry entry(String conversationId, long seq, Event event) {
        try {
            return new JournalEntry(
                    conversationId,
                    seq,
                    event.at(),
                    event.getClass().getSimpleName(),
                    mapper.writeValueAsString(event));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("event can't be written: " + event.getClass(), e);
        }
    }

    /** The event of an entry. Throws {@link IllegalArgumentException} for an entry that this version can't read. */
    public Event event(JournalEntry entry) {
        Class<?> type = EVENTS.get(entry.type());
        if (type == null) {
            throw new IllegalArgumentException("unknown event " + entry.type() + " at " + position(entry));
        }
        try {
            return (Event) mapper.readValue(entry.data(), type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("unreadable event at " + position(entry), e);
        }
    }

    private static String position(JournalEntry entry) {
        return entry.conversationId() + "#" + entry.seq();
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    private interface Named {}
}
