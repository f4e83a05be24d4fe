{{/* The container that migrates the database. dict: root, name, resources, extra */}}
{{- define "pallas.migrateContainer" -}}
{{- with .root.Values -}}
- name: {{ $.name }}
  image: {{ include "pallas.image" $.root }}
  imagePullPolicy: {{ .image.pullPolicy }}
  {{- with .kratos.automigration.customCommand }}
  command: {{ toYaml . | nindent 4 }}
  {{- end }}
  {{- if .kratos.automigration.customArgs }}
  args: {{ toYaml .kratos.automigration.customArgs | nindent 4 }}
  {{- else }}
  args: [migrate, sql, -e, --yes, --config, /etc/config/kratos.yaml]
  {{- end }}
  env: {{ include "pallas.env" (dict "root" $.root "extra" $.extra) | nindent 4 }}
  {{- include "pallas.envFrom" .deployment.environmentSecretsName | nindent 2 }}
  volumeMounts: {{ include "pallas.volumeMounts" $.root | nindent 4 }}
  {{- with .deployment.extraVolumeMounts }}
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $.resources }}
  resources: {{ toYaml . | nindent 4 }}
  {{- end }}
  {{- with .securityContext }}
  securityContext: {{ toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
{{- end -}}
