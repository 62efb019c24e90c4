import {
  bigint,
  float,
  integer,
  key,
  maybe,
  references,
  table,
  text,
  varchar,
  wideInteger,
} from "./table.js";

const COST = {
  covers: ["input_cost", "output_cost", "total_cost", "model_name", "model_provider"],
  where: "input_cost IS NOT NULL OR output_cost IS NOT NULL OR total_cost IS NOT NULL",
};

/** GenAI traces and spans. Present so that MLflow's own server finds its tables. */
export const traces = {
  trace_info: table(
    {
      request_id: varchar(50),
      experiment_id: wideInteger(),
      timestamp_ms: bigint(),
      execution_time_ms: maybe(bigint()),
      status: varchar(50),
      client_request_id: maybe(varchar(50)),
      request_preview: maybe(varchar(1000)),
      response_preview: maybe(varchar(1000)),
      db_payload_generation: integer({ default: 0 }),
      trace_name: maybe(varchar(4096)),
      session_id: maybe(varchar(250)),
      input_tokens: maybe(bigint()),
      output_tokens: maybe(bigint()),
      total_tokens: maybe(bigint()),
      cache_read_input_tokens: maybe(bigint()),
      cache_creation_input_tokens: maybe(bigint()),
      cache_creation_input_tokens_above_1hr: maybe(bigint()),
      input_cost: maybe(float()),
      output_cost: maybe(float()),
      total_cost: maybe(float()),
    },
    {
      primaryKey: key("trace_info_pk", "request_id"),
      foreignKeys: [
        references(["experiment_id"], "experiments", ["experiment_id"], {
          name: "fk_trace_info_experiment_id",
          onDelete: "cascade",
        }),
      ],
      indexes: [
        key("index_trace_info_experiment_id_session_id", "experiment_id", "session_id"),
        key("index_trace_info_experiment_id_timestamp_ms", "experiment_id", "timestamp_ms"),
        key("index_trace_info_timestamp_ms_request_id", "timestamp_ms", "request_id"),
      ],
    },
  ),
  trace_tags: table(
    {
      key: varchar(250),
      value: maybe(varchar(8000)),
      request_id: varchar(50),
    },
    {
      primaryKey: key("trace_tag_pk", "key", "request_id"),
      foreignKeys: [
        references(["request_id"], "trace_info", ["request_id"], {
          name: "fk_trace_tags_request_id",
          onDelete: "cascade",
        }),
      ],
      indexes: [key("index_trace_tags_request_id", "request_id")],
    },
  ),
  trace_request_metadata: table(
    {
      key: varchar(250),
      value: maybe(varchar(8000)),
      request_id: varchar(50),
    },
    {
      primaryKey: key("trace_request_metadata_pk", "key", "request_id"),
      foreignKeys: [
        references(["request_id"], "trace_info", ["request_id"], {
          name: "fk_trace_request_metadata_request_id",
          onDelete: "cascade",
        }),
      ],
      indexes: [key("index_trace_request_metadata_request_id", "request_id")],
    },
  ),
  trace_metrics: table(
    {
      request_id: varchar(50),
      key: varchar(250),
      value: maybe(float()),
    },
    {
      primaryKey: key("trace_metrics_pk", "request_id", "key"),
      foreignKeys: [
        references(["request_id"], "trace_info", ["request_id"], {
          name: "fk_trace_metrics_request_id",
          onDelete: "cascade",
        }),
      ],
      indexes: [key("index_trace_metrics_request_id", "request_id")],
    },
  ),
  spans: table(
    {
      trace_id: varchar(50),
      experiment_id: wideInteger(),
      span_id: varchar(50),
      parent_span_id: maybe(varchar(50)),
      name: maybe(text()),
      type: maybe(varchar(500)),
      status: varchar(50),
      start_time_unix_nano: bigint(),
      end_time_unix_nano: maybe(bigint()),
      duration_ns: maybe(bigint({ generated: "end_time_unix_nano - start_time_unix_nano" })),
      content: text({ mysql: "longtext" }),
      input_cost: maybe(float()),
      output_cost: maybe(float()),
      total_cost: maybe(float()),
      model_name: maybe(varchar(500)),
      model_provider: maybe(varchar(500)),
    },
    {
      primaryKey: key("spans_pk", "trace_id", "span_id"),
      foreignKeys: [
        references(["experiment_id"], "experiments", ["experiment_id"], { name: "fk_spans_experiment_id" }),
        references(["trace_id"], "trace_info", ["request_id"], {
          name: "fk_spans_trace_id",
          onDelete: "cascade",
        }),
      ],
      indexes: [
        { ...key("idx_spans_cost_exp_time_cover", "experiment_id", "start_time_unix_nano"), postgres: COST },
        { ...key("idx_spans_cost_trace_time_cover", "trace_id", "start_time_unix_nano"), postgres: COST },
        key("index_spans_experiment_id_duration", "experiment_id", "duration_ns"),
        key("index_spans_experiment_id_start_time", "experiment_id", "start_time_unix_nano"),
        key("index_spans_experiment_id_status_type", "experiment_id", "status", "type"),
        key("index_spans_experiment_id_type_status", "experiment_id", "type", "status"),
      ],
    },
  ),
  span_metrics: table(
    {
      trace_id: varchar(50),
      span_id: varchar(50),
      key: varchar(250),
      value: maybe(float()),
    },
    {
      primaryKey: key("span_metrics_pk", "trace_id", "span_id", "key"),
      foreignKeys: [
        references(["trace_id", "span_id"], "spans", ["trace_id", "span_id"], {
          name: "fk_span_metrics_span",
          onDelete: "cascade",
        }),
      ],
      indexes: [key("index_span_metrics_trace_id_span_id", "trace_id", "span_id")],
    },
  ),
};
