package dev.chief.monitor.ingest;

import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/** JSON without blanks, its names in their order and its numbers as they were spelled. */
final class CompactJson {
    private static final JsonFactory JSON = new JsonFactory();

    private CompactJson() {}

    /**
     * Copies the object or list at whose start the parser stands, and leaves it at the end of that.
     *
     * @throws StreamReadException if it is nested more than {@value EventReader#MAX_DEPTH} deep
     */
    static String copy(JsonParser parser) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            int depth = 0;
            do {
                depth += copyOne(parser, out);
                if (depth > EventReader.MAX_DEPTH) {
                    throw new StreamReadException(parser, "nested too deep");
                }
                if (depth == 0) {
                    break;
                }
                parser.nextToken();
            } while (true);
        }
        return text.toString();
    }

    /** Copies a token; the answer is by how much the depth changes. */
    private static int copyOne(JsonParser parser, JsonGenerator out) {
        switch (parser.currentToken()) {
            case START_OBJECT -> out.writeStartObject();
            case START_ARRAY -> out.writeStartArray();
            case END_OBJECT -> out.writeEndObject();
            case END_ARRAY -> out.writeEndArray();
            case PROPERTY_NAME -> out.writeName(Surrogates.mended(parser.currentName()));
            case VALUE_STRING -> out.writeString(Surrogates.mended(parser.getString()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> out.writeNumber(parser.getString());
            case VALUE_TRUE -> out.writeBoolean(true);
            case VALUE_FALSE -> out.writeBoolean(false);
            default -> out.writeNull();
        }
        JsonToken token = parser.currentToken();
        return token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }
}
